import { typedEnumName } from "../../model/enum-name.ts";
import { Failure } from "../../model/failure.ts";
import type { EnumChange } from "../enum-change.ts";
import type { Direction } from "../enum-change.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { RememberedDeed } from "./remembered.ts";

/** Where an enum stands, by what was done to it and by its row. */
export interface Standing {
  /** The last deed that the target has of it. */
  readonly last: LedgerEntry | undefined;
  /** Whether its values were counted again after that. */
  readonly isValidated: boolean;
  /** Its row's status; undefined where no apply wrote it. */
  readonly status: string | undefined;
  /** What its document says that it is to be. */
  readonly declared?: string | undefined;
}

/** Where an enum stands by a target's ledger and what v7 remembers of validations. */
export function standingOf(
  address: string,
  entries: readonly LedgerEntry[],
  { remembered, ...said }: Pick<Standing, "status" | "declared"> & { readonly remembered: readonly RememberedDeed[] },
): Standing {
  const last = entries.findLast((entry) => entry.address === address);
  const isValidated = remembered.some(
    (one) =>
      one.address === address &&
      one.direction === "validate" &&
      one.state === "done" &&
      // Seconds are all that is remembered of when.
      (one.at ?? "") >= (last?.at ?? "").slice(0, 19),
  );
  return { last, isValidated, ...said };
}

/** Throws V7-E068 for a deed whose time it is not, with the command whose time it is. */
export function requireTime({ address }: EnumChange, direction: Direction, standing: Standing): void {
  const { last, isValidated, status, declared } = standing;
  const name = typedEnumName(address);
  const refuse = (message: string, ...next: readonly string[]): Failure =>
    new Failure("V7-E068", `${address} ${message}; nothing was changed`, { next: [...next] });
  const isImplemented = last?.direction === "implement";
  if (direction === "implement") {
    if (isImplemented) throw refuse("is implemented on its target", `v7 enum validate ${name}`);
    if (last?.direction === "retire") throw refuse("is retired on its target", "v7 enum status");
    if (status !== "approved") {
      throw refuse(
        `is ${status ?? "not applied yet"}, and only what is approved is carried out`,
        ...(declared === "approved" ? [] : [`v7 enum approve ${name} --as PERSONA`]),
        "v7 plan, v7 apply",
      );
    }
    return;
  }
  if (!isImplemented) throw refuse("is not implemented on its target", `v7 enum implement ${name}`);
  if (direction === "retire" && !isValidated) {
    throw refuse("was not validated after it was implemented", `v7 enum validate ${name}`);
  }
  if (direction === "retire" && status !== "validated") {
    throw refuse("is validated, and its row does not say so yet", "v7 plan, v7 apply");
  }
}
