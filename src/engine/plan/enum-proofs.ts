import type { Address } from "../../model/address.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan } from "../../model/plan.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";

/** What was last done to an enum on its target. */
interface DoneDeed {
  readonly address: Address;
  readonly direction: "implement" | "rollback" | "retire";
  /** Its values were counted again after it. */
  readonly isValidated: boolean;
}

/**
 * What a plan says was done to enums, and was not: an EnumPlan goes on by a deed that its target remembers, never by a word. Part of what
 * an apply asks of where it stands, and never of a plan: a deed makes of the same plan one that can be applied. Within a running
 * transaction; nothing is asked where no enum goes on.
 */
export async function enumFindings(connection: Connection, { changes }: Plan): Promise<readonly Finding[]> {
  const moved = changes
    .filter(({ kind }) => kind === "EnumPlan")
    .flatMap(({ address, fields }) => {
      const status = fields.find(({ field }) => field === "status");
      return status === undefined ? [] : [{ address, from: status.before, to: String(status.after) }];
    })
    .filter(({ to }) => Object.hasOwn(claims, to));
  if (moved.length === 0) return [];
  const { rows } = await connection.query<DoneDeed>(readSql("engine/plan/enum-deeds.sql"), [
    moved.map(({ address }) => address),
  ]);
  const done = new Map(rows.map((row) => [row.address, row]));
  return moved.flatMap(({ address, from, to }) => {
    const deed = done.get(address);
    const isTrue = claims[to]?.(deed) ?? true;
    // What was never carried out can be given up by a word.
    if (isTrue || (to === "rolled_back" && from === "approved" && deed === undefined)) return [];
    const message = `${address} would be ${to}, and its target knows of no such deed`;
    return [{ severity: "warning", code: "V7-G028", message, address }];
  });
}

/** What must have been done for a status to be true. */
const claims: { readonly [status: string]: (deed: DoneDeed | undefined) => boolean } = {
  implemented: (deed) => deed?.direction === "implement",
  validated: (deed) => deed?.direction === "implement" && deed.isValidated,
  retired: (deed) => deed?.direction === "retire",
  rolled_back: (deed) => deed?.direction === "rollback",
};
