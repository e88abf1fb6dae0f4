import { Failure } from "../model/failure.ts";
import type { Kinds } from "../model/kind.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "./connection.ts";
import { codeOfError } from "../model/error-code.ts";
import { explainMissingRight } from "./missing-right.ts";
import { isRefusedRow, rowRefused } from "./rows/refused-row.ts";
import { lockedTables } from "./rows/write.ts";
import { inTransaction } from "./transaction.ts";

/** What the server refused, in words a person can act on. Anything unknown is thrown on as it is. */
export async function explainRefusal(kinds: Kinds, connection: Connection, error: unknown): Promise<unknown> {
  switch (codeOfError(error)) {
    case "55P03":
      return tablesLocked(await holders(kinds, connection), error);
    case "57014":
      return new Failure("V7-P028", "the database cancelled a statement that took too long, nothing written", {
        cause: error,
        next: ["v7 apply again when the database is less busy"],
      });
    case "40001":
    case "40P01":
      return new Failure("V7-P029", "another session wrote at the same time, nothing written", {
        cause: error,
        next: ["v7 plan"],
      });
    case "53100":
      return new Failure("V7-P070", `the database's disk is full: ${messageOf(error)}; nothing written`, {
        cause: error,
        next: ["free space on the server", "v7 apply again"],
      });
    case "42501":
      return explainMissingRight(connection, error);
    case "42703":
    case "42P01":
    case "42804":
      return new Failure("V7-B063", `the schema is not as v7 made it: ${messageOf(error)}; nothing written`, {
        cause: error,
        next: ["v7 db status --verify"],
      });
    default:
      return isRefusedRow(error) ? rowRefused(error, "a row: ") : error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function tablesLocked(found: readonly string[], cause: unknown): Failure {
  const who = found.length === 0 ? "another session" : found.join(", ");
  return new Failure("V7-P026", `the tables are being written by ${who}, nothing written`, {
    cause,
    next: ["v7 apply again when that session has finished"],
  });
}

async function holders(kinds: Kinds, connection: Connection): Promise<string[]> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ pid: number; user_name: string; application_name: string }>(
      readSql("postgres/table-lock-holders.sql"),
      [lockedTables(kinds)],
    ),
  );
  return rows.map(
    ({ pid, user_name: user, application_name: application }) =>
      `${user} (${application || "unnamed"}, server process ${pid})`,
  );
}
