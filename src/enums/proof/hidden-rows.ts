import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";

interface HiddenRow {
  readonly table: string;
  readonly policies: readonly string[];
  readonly login: string;
}

/**
 * Rows that a policy hides would be missing before and after alike, and a proof over the others would lie. Within a running transaction;
 * throws V7-E084 with tables and policies.
 */
export async function refuseHiddenRows(connection: Connection, tables: readonly string[]): Promise<void> {
  const { rows } = await connection.query<HiddenRow>(readSql("enums/proof/hidden-rows.sql"), [[...new Set(tables)]]);
  const [first] = rows;
  if (first === undefined) return;
  const named = rows.map(({ table, policies }) => `${table} (${policies.join(", ") || "no policy lets it see any"})`);
  throw new Failure(
    "V7-E084",
    `row-level security hides rows of ${named.join(", ")} from ${first.login}; nothing was changed`,
    {
      next: [`ALTER ROLE ${first.login} BYPASSRLS, or let the tables' owner count: without FORCE ROW LEVEL SECURITY`],
    },
  );
}
