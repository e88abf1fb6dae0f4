import { resolve } from "node:path";
import type { Exported } from "../../engine/database/export.ts";
import { type ExportView, rowCount, type TableCount } from "../../render/export.ts";

/** What export and backup answer in `--json`. */
export interface ExportKeys {
  readonly file: string;
  readonly bytes: number;
  readonly row_count: number;
  readonly tables: readonly TableCount[];
  readonly lineage: string;
  readonly current: number;
  readonly foreign_columns: readonly string[];
}

export function exportKeys({ file, bytes, header, foreignColumns }: Exported): ExportKeys {
  return {
    file: resolve(file),
    bytes,
    row_count: rowCount(header.tables),
    tables: header.tables.map(({ name, rows }) => ({ name, rows })),
    lineage: header.lineage,
    current: header.schema_version,
    foreign_columns: foreignColumns,
  };
}

export function exportView({ file, database, bytes, header, foreignColumns }: Exported): ExportView {
  return { file, database, bytes, tables: header.tables, foreignColumns };
}
