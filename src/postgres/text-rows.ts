import type { Connection } from "./connection.ts";

/** A row as the server sends it: every column as text. */
export type TextRow = readonly (string | null)[];

/** The one row of a statement without parameters, as text: the caller knows the types. */
export async function queryTextRow(connection: Connection, statement: string): Promise<TextRow> {
  const { rows } = await connection.query<TextRow>({ text: statement, rowMode: "array", types: textTypes });
  return rows[0] ?? [];
}

const textTypes = { getTypeParser: () => (value: string) => value };
