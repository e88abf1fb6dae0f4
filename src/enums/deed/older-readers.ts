import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { typedEnumName } from "../../model/enum-name.ts";
import type { EnumDeed } from "./deed.ts";

const code = "V7-E060";

/** Milliseconds that a statement of the application's may still take: its tables are locked meanwhile. */
const patience = 1_000;

interface Reader {
  readonly pid: number;
  readonly application: string;
  readonly login: string;
  readonly since: string;
}

/**
 * Throws V7-E060 where somebody goes on reading as of a moment before the deed, unless the plan accepts that. Statements end within moments
 * and are waited for; a dump does not.
 */
export async function refuseOlderReaders(
  connection: Connection,
  { address, accepted, direction }: EnumDeed,
): Promise<void> {
  if (accepted.includes(code)) return;
  const readers = await readersAfter(connection, performance.now() + patience);
  if (readers.length === 0) return;
  const who = readers
    .map(({ application, login, since, pid }) => `${application} of ${login} since ${since} (${pid})`)
    .join("; ");
  throw new Failure(code, `${address}: would be empty for who reads as of before: ${who}; nothing was changed`, {
    next: ["wait until they are done", `v7 enum ${direction} ${typedEnumName(address)} --accept ${code}`],
  });
}

async function readersAfter(connection: Connection, end: number): Promise<readonly Reader[]> {
  for (;;) {
    const { rows } = await connection.query<Reader>(readSql("enums/deed/snapshots.sql"));
    const isDump = rows.some(({ application }) => application.startsWith("pg_dump"));
    if (rows.length === 0 || isDump || performance.now() >= end) return rows;
    await delay(20);
  }
}
