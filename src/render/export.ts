import { escapeControls } from "./type/escape.ts";
import { counted } from "./plan/plan-summary.ts";

/** A file with v7's tables. */
export interface ExportView {
  readonly file: string;
  readonly database: string;
  readonly bytes: number;
  readonly tables: readonly TableCount[];
  /** Columns of other people that are not in it. */
  readonly foreignColumns: readonly string[];
}

export interface TableCount {
  readonly name: string;
  readonly rows: number;
}

export function renderExport(view: ExportView): string {
  return [
    `Database: ${escapeControls(view.database)}`,
    ...writtenLines(view),
    `Next, on another database: v7 db import ${escapeControls(view.file)}`,
  ].join("\n");
}

/** The same, with whether restoring it was tried. `because` says why not. */
export function renderBackup(view: ExportView & { readonly because: string | undefined }): string {
  const tested =
    view.because === undefined
      ? "Restore tested: every table came out the same."
      : `Restore not tested: ${escapeControls(view.because)}`;
  return [`Database: ${escapeControls(view.database)}`, ...writtenLines(view), tested].join("\n");
}

/** What an import put in place, and what it took away. */
export function renderImport(view: {
  readonly file: string;
  readonly database: string;
  readonly tables: readonly TableCount[];
  readonly replaced: readonly TableCount[];
}): string {
  const { file, database, tables, replaced } = view;
  return [
    `Database: ${escapeControls(database)}`,
    ...(replaced.length === 0 ? [] : [`Replaced: ${tableList(replaced)}`]),
    `Imported ${counted(rowCount(tables), "row")} in ${counted(filled(tables).length, "table")} from ${escapeControls(file)}.`,
    "Next: v7 plan",
  ].join("\n");
}

export function rowCount(tables: readonly TableCount[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

function writtenLines({ file, bytes, tables, foreignColumns }: ExportView): string[] {
  const left = foreignColumns.map(escapeControls).join(", ");
  return [
    `Wrote ${escapeControls(file)}: ${counted(rowCount(tables), "row")} of ${counted(filled(tables).length, "table")}, ${sizeText(bytes)}.`,
    ...(foreignColumns.length === 0 ? [] : [`Not v7's, left out: ${left}`]),
  ];
}

function filled(tables: readonly TableCount[]): TableCount[] {
  return tables.filter(({ rows }) => rows > 0);
}

function tableList(tables: readonly TableCount[]): string {
  return tables.map(({ name, rows }) => `${escapeControls(name)} (${counted(rows, "row")})`).join(", ");
}

/** `12.3 kB`; decimal units. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
