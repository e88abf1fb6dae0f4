import type { Finding } from "../../model/finding.ts";
import type { Kinds, TableSpec } from "../../model/kind.ts";
import { readSql } from "../../system/package-file.ts";
import type { ResourceChange } from "../../model/plan.ts";
import type { Connection } from "../../postgres/connection.ts";

/**
 * What keeps new rows out of tables that other people fill: columns of theirs that must have a value, which no document
 * can give. Asks the server only where a plan adds such rows.
 */
export async function unfilledColumns(
  kinds: Kinds,
  connection: Connection,
  changes: readonly ResourceChange[],
): Promise<Finding[]> {
  const created = changes.flatMap(({ action, kind, address }) => {
    const table = kinds.byName(kind)?.table;
    return action === "create" && table?.ownership === "shared" ? [{ table, address }] : [];
  });
  if (created.length === 0) return [];
  const names = [...new Set(created.map(({ table }) => table.name))];
  const { rows } = await connection.query<{ table_name: string; columns: string[] }>(
    readSql("engine/plan/required-columns.sql"),
    [names],
  );
  const required = new Map(rows.map(({ table_name: name, columns }) => [name, columns]));
  return created.flatMap(({ table, address }): Finding[] => {
    const unknown = (required.get(table.name) ?? []).filter((column) => !isKnown(table, column));
    if (unknown.length === 0) return [];
    const message = `${address} cannot be added: ${table.name} wants a value for ${unknown.join(", ")}, which v7 does not know`;
    return [{ severity: "error", code: "V7-P037", message, address }];
  });
}

function isKnown({ id, key, fields }: TableSpec, column: string): boolean {
  return column === id || [...key, ...fields].some((known) => known.column === column);
}
