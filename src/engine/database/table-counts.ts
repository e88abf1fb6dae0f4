import type { TableCount } from "../../model/output/db-export.ts";

/** Rows of all tables together. */
export function rowCount(tables: readonly TableCount[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** Without what else is known of the tables. */
export function tableCounts(tables: readonly TableCount[]): TableCount[] {
  return tables.map(({ name, rows }) => ({ name, rows }));
}
