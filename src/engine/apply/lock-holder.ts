import type { LockHolder } from "../../model/lock.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";

const nobody = "00000000-0000-0000-0000-000000000000";

/** Who holds the apply lock now, other than the given attempt; undefined: nobody. Reads in the running transaction. */
export async function readLockHolder(connection: Connection, otherThan = nobody): Promise<LockHolder | undefined> {
  const { rows } = await connection.query<LockHolder>(readSql("engine/apply/lock-holder.sql"), [otherThan]);
  return rows[0];
}

/** `The Architect on ALPHA, since 2026-11-21T12:00:00Z, server process 4711`. */
export function holderText({ actor, host, login, application, pid, since }: LockHolder): string {
  const who = actor === null ? `${login ?? "somebody"} (${application || "unnamed"})` : actor;
  const where = host === null ? "" : ` on ${host}`;
  return `${who}${where}${since === null ? "" : `, since ${since}`}, server process ${pid}`;
}
