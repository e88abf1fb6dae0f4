import type { LockHolder } from "../../model/output/unlock.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";

const nobody = "00000000-0000-0000-0000-000000000000";

/** Who holds the apply lock now, other than the given attempt; undefined: nobody. Reads in the running transaction. */
export async function readLockHolder(connection: Connection, otherThan = nobody): Promise<LockHolder | undefined> {
  const { rows } = await connection.query<LockHolder>(readSql("engine/apply/lock-holder.sql"), [otherThan]);
  return rows[0];
}
