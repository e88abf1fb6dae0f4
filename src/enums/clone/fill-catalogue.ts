import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { inTargetTransaction } from "../targets.ts";

/** A type, and what it is made of. Types are named by their OIDs in the clone. */
export interface SampleType {
  readonly oid: string;
  /** Qualified where it is not PostgreSQL's. */
  readonly name: string;
  /** `b`ase, `e`num, `d`omain, `c`omposite, `r`ange, `m`ultirange. */
  readonly kind: string;
  readonly element: string | null;
  readonly base: string | null;
  readonly modifier: number;
  /** What a range stands on; of a multirange its range. */
  readonly subtype: string | null;
  readonly labels: readonly string[] | null;
  readonly attributes: readonly { readonly type: string; readonly modifier: number }[] | null;
}

export interface SampleColumn {
  readonly table: string;
  readonly identity: string;
  /** Quoted. */
  readonly name: string;
  readonly type: string;
  /** Of `varchar(20)`; -1 for none. */
  readonly modifier: number;
  readonly is_required: boolean;
  readonly has_default: boolean;
  /** PostgreSQL writes it alone. */
  readonly is_made: boolean;
}

export interface Reference {
  readonly table: string;
  readonly other: string;
  readonly other_identity: string;
  readonly columns: readonly string[];
  readonly other_columns: readonly string[];
}

/** All that is needed to make up rows. */
export interface FillCatalogue {
  readonly types: ReadonlyMap<string, SampleType>;
  readonly tables: ReadonlyMap<string, readonly SampleColumn[]>;
  readonly references: readonly Reference[];
  /** Values that have a partition, as constants of SQL, by table and column. */
  readonly places: ReadonlyMap<string, readonly string[]>;
}

export async function readFillCatalogue(connection: Connection): Promise<FillCatalogue> {
  return inTargetTransaction(connection, "read", async () => {
    await connection.query("SET LOCAL search_path = ''");
    const { rows: types } = await connection.query<SampleType>(readSql("enums/clone/fill-types.sql"));
    const { rows: columns } = await connection.query<SampleColumn>(readSql("enums/clone/fill-columns.sql"));
    const { rows: references } = await connection.query<Reference>(readSql("enums/clone/fill-references.sql"));
    const { rows: bounds } = await connection.query<Bound>(readSql("enums/clone/fill-bounds.sql"));
    return {
      types: new Map(types.map((type) => [type.oid, type])),
      tables: Map.groupBy(columns, ({ table }) => table),
      references,
      places: placesOf(bounds),
    };
  });
}

interface Bound {
  readonly table: string;
  readonly name: string;
  readonly bound: string;
}

export function placeKey(table: string, column: string): string {
  return `${table}/${column}`;
}

function placesOf(bounds: readonly Bound[]): ReadonlyMap<string, readonly string[]> {
  const byColumn = Map.groupBy(bounds, ({ table, name }) => placeKey(table, name));
  return new Map([...byColumn].map(([key, rows]) => [key, rows.flatMap(({ bound }) => constantsOf(bound))]));
}

/** `FOR VALUES FROM ('2026-01-01') TO (…)` begins there; `FOR VALUES IN ('a', 'b')` holds both. */
function constantsOf(bound: string): string[] {
  const [, from, list = ""] = /^FOR VALUES (?:FROM \((.*)\) TO|IN \((.*)\)$)/.exec(bound) ?? [];
  const constants = (from ?? list).match(/'(?:[^']|'')*'|-?\d+(?:\.\d+)?|true|false/g) ?? [];
  return /^M(IN|AX)VALUE$/.test(from ?? "") ? [] : constants;
}
