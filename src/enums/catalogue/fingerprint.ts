import { sameJson } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";

/**
 * What a database's catalogue was at a moment, in some milliseconds: who finds the same one twice knows that no object was made, changed or
 * dropped in between. Another one says nothing: a table of a session that is only there for a while makes it another too.
 */
export interface Fingerprint {
  /** How one enum and its labels are called. */
  readonly names: string;
  /** All the rest: every row of the catalogue, and of that enum what no renaming changes. */
  readonly rest: Readonly<Record<string, string>>;
}

/** Takes the fingerprint within a running transaction. `enumOid`: the enum that may be renamed; none for null. */
export async function fingerprintOf(connection: Connection, enumOid: string | null): Promise<Fingerprint> {
  const { rows } = await connection.query<{ part: string; state: string }>(readSql("enums/catalogue/fingerprint.sql"), [
    enumOid ?? "0",
  ]);
  const { names = "", ...rest } = Object.fromEntries(rows.map(({ part, state }) => [part, state]));
  return { names, rest };
}

/** Whether nothing was made, changed or dropped between the two, not even a name. */
export function isUnchanged(one: Fingerprint, other: Fingerprint): boolean {
  return one.names === other.names && isRenamedAtMost(one, other);
}

/** Whether nothing was made, changed or dropped but the names of the one enum and its labels. */
export function isRenamedAtMost(one: Fingerprint, other: Fingerprint): boolean {
  return sameJson({ ...one.rest }, { ...other.rest });
}
