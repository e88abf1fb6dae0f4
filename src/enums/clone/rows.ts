import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { inTargetTransaction } from "../targets.ts";
import type { Clone } from "./clone.ts";
import { readFillCatalogue, type FillCatalogue } from "./fill-catalogue.ts";
import { fillTable, type FilledTable } from "./fill-table.ts";
import { reaches } from "./sample-values.ts";

export type { FilledTable } from "./fill-table.ts";

export interface FillRequest {
  /** The identities of the enums: `crm."ContactCurationStatus"`. Others get some label where a column must have one. */
  readonly enums: readonly string[];
}

export interface UnfilledTable {
  readonly table: string;
  readonly why: string;
}

/** What a clone holds then. */
export interface Filled {
  /** In the order they were filled: what others refer to comes first. */
  readonly tables: readonly FilledTable[];
  /** Tables that should have rows, and have none. */
  readonly unfilled: readonly UnfilledTable[];
}

/**
 * Fills a clone: in every column that is made of one of the enums each label is in some row, in arrays also beside NULL, in two
 * dimensions and with other bounds, in ranges from it and to it; and NULL where it may be. What else a row must have is made up
 * by type, and taken from the rows it refers to. Nothing of the target's is fired by it, as far as the login may say so. The
 * rows are committed, a table a transaction. Materialized views are as they were.
 */
export async function fillClone({ connection }: Pick<Clone, "connection">, { enums }: FillRequest): Promise<Filled> {
  const catalogue = await readFillCatalogue(connection);
  const [filled, unfilled]: [FilledTable[], UnfilledTable[]] = [[], []];
  const wanted = enumsNamed(catalogue, enums);
  for (const table of tablesToFill(catalogue, wanted)) {
    const answer = await inTargetTransaction(connection, "write", () =>
      fillTable(connection, { table, catalogue, enums: wanted }),
    );
    if (answer.rows > 0) filled.push(answer);
    else unfilled.push({ table: answer.table, why: answer.why ?? reasonsOf(answer) });
  }
  return { tables: filled, unfilled: [...unfilled, ...(await foreignTables(connection, wanted))] };
}

/** The first few reasons, each once. */
function reasonsOf({ refused }: FilledTable): string {
  return [...new Set(refused.map(({ why }) => why))].slice(0, 3).join("; ");
}

function enumsNamed({ types }: FillCatalogue, names: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(names);
  return new Set(
    [...types.values()].filter(({ name, labels }) => labels !== null && wanted.has(name)).map(({ oid }) => oid),
  );
}

/** Those with such a column and all they refer to, which come before them where there is no circle. */
function tablesToFill({ types, tables, references }: FillCatalogue, enums: ReadonlySet<string>): readonly string[] {
  const order = new Set<string>();
  const path = new Set<string>();
  const visit = (table: string): void => {
    if (order.has(table) || path.has(table) || !tables.has(table)) return;
    path.add(table);
    for (const { other } of references.filter((reference) => reference.table === table)) visit(other);
    path.delete(table);
    order.add(table);
  };
  for (const [table, columns] of tables) if (columns.some(({ type }) => reaches(types, type, enums))) visit(table);
  return [...order];
}

/** Their rows are on another server. */
async function foreignTables(connection: Connection, enums: ReadonlySet<string>): Promise<UnfilledTable[]> {
  const { rows } = await inTargetTransaction(connection, "read", () =>
    connection.query<{ table: string }>(readSql("enums/clone/fill-foreign.sql"), [[...enums]]),
  );
  return rows.map(({ table }) => ({ table, why: "it is a foreign table: its rows are on another server" }));
}
