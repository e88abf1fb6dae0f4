import { createHash, type Hash } from "node:crypto";
import { quoteName } from "../quoting.ts";

/** The version of this form of file. */
export const exportFormatVersion = 1;

/** A table of an export: the columns that hold values of their own, in the order of its data. */
export interface ExportedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** Where a sequence stands: `called` says that `value` was handed out already. */
export interface ExportedSequence {
  readonly name: string;
  /** Decimal text: bigint. */
  readonly value: string;
  readonly called: boolean;
}

/** The first line of an export; with the rows it determines every byte of the file. */
export interface ExportHeader {
  readonly format_version: number;
  readonly tool_version: string;
  readonly schema_version: number;
  readonly lineage: string;
  /** Decimal text: bigint. */
  readonly serial: string;
  readonly project: string | null;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  /** Every transaction id in the rows is smaller, unless an earlier import moved it out of the way. */
  readonly transaction_horizon: string;
  /** In an order that foreign keys allow. */
  readonly tables: readonly ExportedTable[];
  readonly sequences: readonly ExportedSequence[];
}

export const headerPrefix = "-- v7 export ";

/** The first line: what the file holds, as JSON in a comment. */
export function headerLine(header: ExportHeader): string {
  return `${headerPrefix}${JSON.stringify(header)}\n`;
}

/** What stands between the header and the first table, for psql: a fresh v7 schema takes the file as it is. */
export function openingLines({ tables }: ExportHeader): string[] {
  return [
    "BEGIN;\n",
    "SET LOCAL client_encoding = 'UTF8';\n",
    "SET LOCAL datestyle = 'ISO, YMD';\n",
    "SET LOCAL timezone = 'UTC';\n",
    ...tables.map(({ name }) => `ALTER TABLE ${quoteName(name)} DISABLE TRIGGER USER;\n`),
    'DELETE FROM "v7_state";\n',
  ];
}

/** Begins a table's rows. */
export function copyLine(table: ExportedTable): string {
  return `COPY ${columnsOf(table)} FROM stdin;\n`;
}

/** `"v7_state" ("singleton", "lineage")`. */
export function columnsOf({ name, columns }: Omit<ExportedTable, "rows">): string {
  return `${quoteName(name)} (${columns.map(quoteName).join(", ")})`;
}

/** Ends a table's rows; no row looks like it, because a backslash in a value is doubled. */
export const endOfRows = "\\.\n";

/** What stands behind the last table. */
export function closingLines({ tables, sequences }: ExportHeader): string[] {
  return [
    ...sequences.map(
      ({ name, value, called }) => `SELECT pg_catalog.setval('${sequenceText(name)}', ${value}, ${called});\n`,
    ),
    ...tables.map(({ name }) => `ALTER TABLE ${quoteName(name)} ENABLE TRIGGER USER;\n`),
    "COMMIT;\n",
  ];
}

function sequenceText(name: string): string {
  return quoteName(name).replaceAll("'", "''");
}

const sealPrefix = "-- v7 end ";

/** The last line: the digest of every byte before it. It shows damage and cut ends; it is no signature. */
export function sealLine(digest: Hash): string {
  return `${sealPrefix}${digest.copy().digest("hex")}\n`;
}

/** SHA-256, over every byte as it is written or read. */
export function newDigest(): Hash {
  return createHash("sha256");
}
