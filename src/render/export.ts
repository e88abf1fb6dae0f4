import type { DbBackupOutput } from "../model/output/db-backup.ts";
import type { DbExportOutput, TableCount } from "../model/output/db-export.ts";
import type { DbImportOutput } from "../model/output/db-import.ts";
import { escapeControls } from "./type/escape.ts";
import { counted, sizeText } from "./type/counts.ts";

/** Where the person stands: the export's path as it is written from there. */
export interface ShownFile {
  readonly file: string;
}

/** What was written, and the command that reads it. */
export function renderExport(output: DbExportOutput, { file }: ShownFile): string {
  return [
    `Database: ${escapeControls(output.database)}`,
    ...writtenLines(output, file),
    `Next, on another database: v7 db import ${escapeControls(file)}`,
  ].join("\n");
}

/** The same, with whether restoring it was tried. */
export function renderBackup(output: DbBackupOutput, { file }: ShownFile): string {
  const tested =
    output.because === null
      ? "Restore tested: every table came out the same."
      : `Restore not tested: ${escapeControls(output.because)}`;
  return [`Database: ${escapeControls(output.database)}`, ...writtenLines(output, file), tested].join("\n");
}

/** What an import put in place, and what it took away. */
export function renderImport(output: DbImportOutput, { file }: ShownFile): string {
  const { database, row_count: rows, tables, replaced } = output;
  return [
    `Database: ${escapeControls(database)}`,
    ...(replaced.length === 0 ? [] : [`Replaced: ${tableList(replaced)}`]),
    `Imported ${counted(rows, "row")} in ${counted(filled(tables).length, "table")} from ${escapeControls(file)}.`,
    "Next: v7 plan",
  ].join("\n");
}

function writtenLines(output: DbExportOutput, file: string): string[] {
  const { bytes, row_count: rows, tables, foreign_columns: foreign } = output;
  return [
    `Wrote ${escapeControls(file)}: ${counted(rows, "row")} of ${counted(filled(tables).length, "table")}, ${sizeText(bytes)}.`,
    ...(foreign.length === 0 ? [] : [`Not v7's, left out: ${foreign.map(escapeControls).join(", ")}`]),
  ];
}

function filled(tables: readonly TableCount[]): TableCount[] {
  return tables.filter(({ rows }) => rows > 0);
}

function tableList(tables: readonly TableCount[]): string {
  return tables.map(({ name, rows }) => `${escapeControls(name)} (${counted(rows, "row")})`).join(", ");
}
