import { typedEnumName } from "../../model/enum-name.ts";
import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import { type Fingerprint, fingerprintOf, isRenamedAtMost, isUnchanged } from "../catalogue/fingerprint.ts";
import { schemaDigest } from "../catalogue/own-objects.ts";
import { readEnum } from "../script/survey.ts";
import type { EnumDeed } from "./deed.ts";

/** A schema that was found to be the one a deed was checked on. */
export interface CheckedSchema {
  readonly enumOid: string | null;
  readonly fingerprint: Fingerprint;
}

/**
 * Before anything is locked: the target's schema is what the deed was checked on. To read it takes long, and locks views and tables for a
 * moment: those locks are given back. Throws V7-E062.
 */
export async function requireCheckedSchema(connection: Connection, deed: EnumDeed): Promise<CheckedSchema> {
  const { from, to } = deed.change;
  const type = await readEnum(connection, deed.direction === "rollback" ? to : from);
  const enumOid = type?.oid ?? null;
  const fingerprint = await fingerprintOf(connection, enumOid);
  await connection.script("SAVEPOINT v7_reading");
  const digest = await schemaDigest(connection);
  await connection.script("ROLLBACK TO SAVEPOINT v7_reading; RELEASE SAVEPOINT v7_reading");
  if (digest !== deed.before) throw otherSchema(deed);
  return { enumOid, fingerprint };
}

/** Behind the locks: nothing happened since. Throws V7-E062. */
export async function requireSchemaStill(
  connection: Connection,
  deed: EnumDeed,
  { enumOid, fingerprint }: CheckedSchema,
): Promise<void> {
  if (isUnchanged(fingerprint, await fingerprintOf(connection, enumOid))) return;
  if ((await schemaDigest(connection)) !== deed.before) throw otherSchema(deed);
}

/**
 * The script ran: the schema is what it became on the clone. Where all that changed in the catalogue is how one enum and its labels are
 * called, which the proof of a renaming looks at, nothing else can have; so nobody waits for the whole to be read. Throws V7-E063.
 */
export async function requireSchemaAfter(
  connection: Connection,
  deed: EnumDeed,
  { enumOid, fingerprint }: CheckedSchema,
): Promise<void> {
  const isRenaming = deed.strategy === "in place" && deed.direction !== "retire";
  if (isRenaming && isRenamedAtMost(fingerprint, await fingerprintOf(connection, enumOid))) return;
  if ((await schemaDigest(connection)) === deed.after) return;
  throw new Failure(
    "V7-E063",
    `${deed.address}: the target would not be what it was on the clone; nothing was changed`,
    { next: [`v7 enum check ${typedEnumName(deed.address)}`] },
  );
}

function otherSchema({ address, direction }: EnumDeed): Failure {
  return new Failure("V7-E062", `${address}: the target's schema changed after it was checked; nothing was changed`, {
    next: [`v7 enum ${direction} ${typedEnumName(address)} checks it anew`],
  });
}
