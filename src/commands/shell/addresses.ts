import { type Address, type FieldAddress, parseFieldAddress } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";

/** `task/1.2` or `task/1.2#status`, as typed. */
export function readFieldAddress(text: string): FieldAddress {
  const parsed = parseFieldAddress(text);
  if (parsed) return parsed;
  throw new Failure("V7-C004", `${text} is no address`, {
    next: ["An address looks like task/1.2 or phase/1; v7 graph lists all."],
  });
}

/** `task/1.2`, without a field. */
export function readAddress(text: string): Address {
  const { address, field } = readFieldAddress(text);
  if (field === undefined) return address;
  throw new Failure("V7-C004", `${text} names a field; this command takes whole resources`, { next: [address] });
}

/** The name in `1.2` or `task/1.2`, whichever was typed. */
export function readName(segment: string, text: string): string {
  return text.startsWith(`${segment}/`) ? text.slice(segment.length + 1) : text;
}
