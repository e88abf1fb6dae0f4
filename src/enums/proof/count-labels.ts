import type { Connection } from "../../postgres/connection.ts";
import { qualifyName, quoteName, quoteText } from "../../postgres/quoting.ts";
import { readSql } from "../../system/package-file.ts";
import type { TypeName } from "../enum-change.ts";
import { refuseHiddenRows } from "./hidden-rows.ts";
import type { EnumColumn, HeldEnum, KeyColumn } from "../script/survey.ts";

/** How often a column holds a label, and which rows those are. */
export interface LabelCount {
  /** `public.contacts.status`. */
  readonly column: string;
  /** Null: NULL, or an array without elements. */
  readonly label: string | null;
  readonly count: bigint;
  /** Sums over both halves of each row's hash: they depend on every row and on no order, and pairs do not cancel out. */
  readonly low: bigint;
  readonly high: bigint;
}

/** What to count: columns of a type, their tables' keys, and what its labels are called in both states. */
export interface Counted {
  readonly columns: readonly EnumColumn[];
  readonly keys: HeldEnum["keys"];
  /** Columns of tables without a key; the columns themselves among them. */
  readonly others: ReadonlyMap<string, readonly KeyColumn[]>;
  /** The type that the columns hold just now. */
  readonly type: TypeName;
  /** The column that holds a column's values just now; default: itself. */
  readonly heldBy?: (column: string) => string;
  /** A label's word in the new state; labels without an entry are words already. */
  readonly wordOf: ReadonlyMap<string, string>;
}

/** Types whose values PostgreSQL hashes as they are; all others are hashed as text. */
const hashed = new Set([
  "16",
  "17",
  "18",
  "19",
  "20",
  "21",
  "23",
  "25",
  "26",
  "700",
  "701",
  "1042",
  "1043",
  "1082",
  "1114",
  "1184",
  "1700",
  "2950",
  "869",
]);

/** The columns of tables without a key, within a running transaction. */
export async function readOthers(
  connection: Connection,
  { columns, keys }: HeldEnum,
): Promise<ReadonlyMap<string, readonly KeyColumn[]>> {
  const tables = [...new Set(columns.map(({ tableOid }) => tableOid))].filter((oid) => !keys.has(oid));
  if (tables.length === 0) return new Map();
  const { rows } = await connection.query<KeyColumn & { readonly tableOid: string }>(
    readSql("enums/proof/other-columns.sql"),
    [tables],
  );
  return Map.groupBy(rows, ({ tableOid }) => tableOid);
}

/** Counts all rows of all columns, one pass a table, in the words of the new state. Throws V7-E084 where a policy hides some. */
export async function countLabels(connection: Connection, counted: Counted): Promise<readonly LabelCount[]> {
  const found: LabelCount[] = [];
  const local = counted.columns.filter(({ isInherited }) => !isInherited);
  await refuseHiddenRows(
    connection,
    local.map(({ tableOid }) => tableOid),
  );
  for (const columns of Map.groupBy(local, ({ tableOid }) => tableOid).values()) {
    const scalars = columns.filter(({ isArray }) => !isArray);
    const statements = [
      ...(scalars.length === 0 ? [] : [scalarCounts(scalars, counted)]),
      ...columns.filter(({ isArray }) => isArray).map((column) => arrayCounts(column, counted)),
    ];
    for (const statement of statements) {
      const { rows } = await connection.query<{
        column: string;
        label: string | null;
        count: string;
        low: string;
        high: string;
      }>(statement);
      found.push(...rows.map((row) => countOf(row, counted)));
    }
  }
  return merged(found);
}

function countOf(
  {
    column,
    label,
    count,
    low,
    high,
  }: { column: string; label: string | null; count: string; low: string; high: string },
  { wordOf }: Counted,
): LabelCount {
  const word = label === null ? null : (wordOf.get(label) ?? label);
  return { column, label: word, count: BigInt(count), low: BigInt(low), high: BigInt(high) };
}

/** Labels that become one word are one: their sums add up. */
function merged(counts: readonly LabelCount[]): readonly LabelCount[] {
  return [...Map.groupBy(counts, ({ column, label }) => JSON.stringify([column, label])).values()]
    .map((same) =>
      same.reduce((one, other) => ({
        ...one,
        count: one.count + other.count,
        low: one.low + other.low,
        high: one.high + other.high,
      })),
    )
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf({ column, label }: LabelCount): string {
  return JSON.stringify([column, label]);
}

/** The columns whose counts differ; a label that is gone or new counts. */
export function differences(before: readonly LabelCount[], after: readonly LabelCount[]): readonly string[] {
  const told = (counts: readonly LabelCount[]): Map<string, string> =>
    new Map(counts.map((one) => [nameOf(one), `${one.count} ${one.low} ${one.high}`]));
  const [was, is] = [told(before), told(after)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => {
      const [column, label] = JSON.parse(name) as [string, string | null];
      return `${column} ${label ?? "NULL"}: ${was.get(name)?.split(" ")[0] ?? "0"} before, ${is.get(name)?.split(" ")[0] ?? "0"} after`;
    });
}

function scalarCounts(columns: readonly EnumColumn[], counted: Counted): string {
  const [first] = columns;
  if (first === undefined) return "";
  const { heldBy = (column) => column } = counted;
  const names = columns.map(({ column }) => quoteName(heldBy(column)));
  const which = columns.map((column, at) => `WHEN GROUPING(t.${names[at]}) = 0 THEN ${quoteText(toldName(column))}`);
  const label = columns.map((_, at) => `WHEN GROUPING(t.${names[at]}) = 0 THEN t.${names[at]}::text`);
  const sets = names.map((name) => `(t.${name})`).join(", ");
  return `SELECT CASE ${which.join(" ")} END AS "column", CASE ${label.join(" ")} END AS label, ${sums}
  FROM ${qualifyName(first.table)} t
  CROSS JOIN LATERAL (SELECT hash_record_extended(ROW(${keyParts(first, counted)}), 0) AS hash) h
  GROUP BY GROUPING SETS (${sets})`;
}

/** An element is its row, its place and the array's form; an array without elements is a row of its own. */
function arrayCounts(column: EnumColumn, counted: Counted): string {
  const { heldBy = (one) => one } = counted;
  const name = `t.${quoteName(heldBy(column.column))}`;
  return `SELECT ${quoteText(toldName(column))} AS "column", e.label::text AS label, ${sums}
  FROM ${qualifyName(column.table)} t
  LEFT JOIN LATERAL unnest(${name}) WITH ORDINALITY AS e (label, place) ON true
  CROSS JOIN LATERAL (
    SELECT hash_record_extended(ROW(${keyParts(column, counted)}, e.place, e.label IS NULL, array_dims(${name}), ${name} IS NULL), 0) AS hash
  ) h
  GROUP BY e.label`;
}

const sums =
  "count(*) AS count, sum(h.hash & 4294967295)::numeric AS low, sum((h.hash >> 32) & 4294967295)::numeric AS high";

function toldName({ table, column }: EnumColumn): string {
  return `${table.schema}.${table.name}.${column}`;
}

/** A row's key; without one all its columns. The enum's own values come in the new words, since its type's hash is another afterwards. */
function keyParts({ tableOid }: EnumColumn, { keys, others, columns, type, wordOf }: Counted): string {
  const own = new Map(columns.filter((one) => one.tableOid === tableOid).map((one) => [one.column, one]));
  const parts = (keys.get(tableOid) ?? others.get(tableOid) ?? []).map(({ column, typeOid }) => {
    const name = `t.${quoteName(column)}`;
    const enumColumn = own.get(column);
    if (enumColumn !== undefined) return enumColumn.isArray ? `cardinality(${name})` : wordText(name, type, wordOf);
    return hashed.has(typeOid) ? name : `${name}::text`;
  });
  return parts.length === 0 ? "1" : parts.join(", ");
}

function wordText(name: string, type: TypeName, wordOf: ReadonlyMap<string, string>): string {
  const branches = [...wordOf].map(
    ([label, word]) => `WHEN ${quoteText(label)}::${qualifyName(type)} THEN ${quoteText(word)}`,
  );
  return branches.length === 0 ? `${name}::text` : `CASE ${name} ${branches.join(" ")} ELSE ${name}::text END`;
}
