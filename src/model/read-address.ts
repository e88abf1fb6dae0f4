import { type Address, type FieldAddress, parseFieldAddress } from "./address.ts";
import { Failure } from "./failure.ts";

/** `task/1.2` or `task/1.2#status`, as typed. Throws V7-C004 for other text. */
export function readFieldAddress(text: string): FieldAddress {
  const parsed = parseFieldAddress(text);
  if (parsed) return parsed;
  throw new Failure("V7-C004", `${text} is no address`, {
    next: ["An address looks like task/1.2 or phase/1; v7 graph lists all."],
  });
}

/** `task/1.2`, without a field. Throws V7-C004 for other text. */
export function readAddress(text: string): Address {
  const { address, field } = readFieldAddress(text);
  if (field === undefined) return address;
  throw new Failure("V7-C004", `${text} names a field; whole resources are asked for here`, { next: [address] });
}
