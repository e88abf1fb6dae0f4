import { sha256 } from "../../src/model/digest.ts";
import type { Connection } from "../../src/postgres/connection.ts";

/** A column whose values are an enum's, or are made of them: an array, a domain, a range, a composite. */
export interface HoldingColumn {
  /** Qualified and quoted. */
  readonly table: string;
  readonly column: string;
}

/** What the words of a column became, deed after deed. */
export type Worded = ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>;

/** The columns of tables and of materialized views that have rows. The enum is named as PostgreSQL takes it: qualified, quoted. */
export async function holdingColumns(psql: Connection, sqlName: string): Promise<readonly HoldingColumn[]> {
  const { rows } = await psql.query<HoldingColumn>(
    `WITH RECURSIVE part (whole, oid) AS (
       SELECT oid, typelem FROM pg_type WHERE typelem <> 0 UNION ALL
       SELECT oid, typbasetype FROM pg_type WHERE typbasetype <> 0 UNION ALL
       SELECT rngtypid, rngsubtype FROM pg_range UNION ALL
       SELECT c.reltype, a.atttypid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'c'
     ), holding (oid) AS (
       SELECT $1::regtype::oid UNION SELECT part.whole FROM part JOIN holding ON holding.oid = part.oid
     )
     SELECT format('%I.%I', n.nspname, c.relname) AS table, a.attname::text AS column
       FROM pg_attribute a
       JOIN holding h ON h.oid = a.atttypid
       JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE (c.relkind = 'r' OR (c.relkind = 'm' AND c.relispopulated)) AND n.nspname <> 'v7'
      ORDER BY 1, 2`,
    [sqlName],
  );
  return rows;
}

/** The names of all tables and materialized views that have rows. */
export async function allTables(psql: Connection): Promise<readonly string[]> {
  const { rows } = await psql.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE (c.relkind = 'r' OR (c.relkind = 'm' AND c.relispopulated)) AND n.nspname !~ '^pg_|^information_schema$|^v7$'
      ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** All rows of tables, by the table. */
export type Rows = ReadonlyMap<string, readonly { readonly [column: string]: unknown }[]>;

export async function readRows(psql: Connection, tables: readonly string[]): Promise<Rows> {
  const all = new Map<string, { [column: string]: unknown }[]>();
  for (const table of tables) {
    const { rows } = await psql.query<{ row: { [column: string]: unknown } }>(
      `SELECT to_jsonb(t) AS row FROM ONLY ${table} t`,
    );
    all.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return all;
}

/** A hash of all rows of each table, whatever their order, once the words of columns have become what `worded` says. */
export function hashesOf(all: Rows, worded: Worded = new Map()): { readonly [table: string]: string } {
  return Object.fromEntries(
    [...all].map(([table, rows]) => {
      const lines = rows.map((row) =>
        JSON.stringify(
          Object.entries(row).map(([column, value]) => [
            column,
            (worded.get(`${table} ${column}`) ?? []).reduce(wordedValue, value),
          ]),
        ),
      );
      return [table, `${lines.length} ${sha256(lines.toSorted().join("\n"))}`];
    }),
  );
}

/** The labels of enums in a value, with whatever holds them left as it is. */
function wordedValue(value: unknown, map: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return map.get(value) ?? rangeOf(value, map);
  if (Array.isArray(value)) return value.map((one) => wordedValue(one, map));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wordedValue(one, map)]));
}

/** A range's text has a label at either end. */
function rangeOf(value: string, map: ReadonlyMap<string, string>): string {
  const [, from, lower = "", upper = "", to] = /^([[(])([^,]*),([^,]*)([\])])$/.exec(value) ?? [];
  return from === undefined ? value : `${from}${map.get(lower) ?? lower},${map.get(upper) ?? upper}${to ?? ""}`;
}
