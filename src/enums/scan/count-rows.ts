import { Failure } from "../../model/failure.ts";
import type { Unseen } from "../../model/output/enum-scan.ts";
import { progress } from "../../model/work-event.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { inTargetTransaction } from "../targets.ts";

/** A column of an enum in a table of its own, or in the one that stands above partitions. */
interface CountedColumn {
  readonly enum: string;
  /** Its values are lists of the enum's: each of their elements counts. */
  readonly is_array: boolean;
  readonly relation: string;
  readonly table: string;
  readonly column: string;
  readonly quoted: string;
  /** `pg_class.relkind`. */
  readonly kind: string;
  /** Rows, as the server's statistics have them: a bigint's text. */
  readonly estimate: string;
  readonly readable: boolean;
  readonly hidden: boolean;
}

/** How often a column holds each label. */
export interface ColumnCount {
  readonly enum: string;
  readonly table: string;
  readonly column: string;
  readonly isArray: boolean;
  /** By label; those that are nowhere are absent. */
  readonly rows: ReadonlyMap<string, number>;
  readonly nulls: number;
}

export interface RowCounts {
  readonly counts: readonly ColumnCount[];
  readonly unseen: readonly Unseen[];
}

/** The most columns that one pass over a table counts: GROUPING takes 31. */
const columnsAtOnce = 30;

/**
 * Counts the rows of each label: one pass a table, each in a transaction of its own, so that no snapshot grows old on the
 * target. `largest` is the most rows that a table may have, as the server estimates them; larger ones are named instead.
 */
export async function countRows(
  workspace: Workspace,
  connection: Connection,
  { enums, largest }: { readonly enums: readonly string[]; readonly largest: number | undefined },
): Promise<RowCounts> {
  const { rows: columns } = await inTargetTransaction(connection, "read", async () => {
    await connection.query(readSql("enums/scan/search-path.sql"));
    return connection.query<CountedColumn>(readSql("enums/scan/columns.sql"), [enums]);
  });
  const tables = [...Map.groupBy(columns, ({ relation }) => relation).values()];
  const counts: ColumnCount[] = [];
  const unseen: Unseen[] = [];
  for (const [done, table] of tables.entries()) {
    const because = reasonNotTo(table, largest);
    workspace.tell(progress("enum-rows", { done, of: tables.length, name: table[0]?.table ?? null }));
    if (because !== undefined) unseen.push(because);
    else await countTable(connection, table, counts).catch((error: unknown) => unseen.push(refused(table, error)));
  }
  return { counts, unseen };
}

function reasonNotTo(table: readonly CountedColumn[], largest: number | undefined): Unseen | undefined {
  const [first] = table;
  if (first === undefined) return undefined;
  const unreadable = table.find(({ readable }) => !readable);
  if (first.kind === "f") return { object: first.table, because: "a foreign table: its rows are elsewhere" };
  if (unreadable !== undefined)
    return { object: first.table, because: `this login may not read its column ${unreadable.column}` };
  if (first.hidden) return { object: first.table, because: "a policy hides rows of it from this login" };
  if (largest !== undefined && Number(first.estimate) > largest)
    return { object: first.table, because: `about ${first.estimate} rows, more than were to be counted` };
  return undefined;
}

async function countTable(
  connection: Connection,
  table: readonly CountedColumn[],
  counts: ColumnCount[],
): Promise<void> {
  const scalars = table.filter((column) => !column.is_array);
  const found: ColumnCount[] = [];
  await inTargetTransaction(connection, "read", async () => {
    for (let from = 0; from < scalars.length; from += columnsAtOnce)
      found.push(...(await countScalars(connection, scalars.slice(from, from + columnsAtOnce))));
    for (const column of table.filter(({ is_array }) => is_array)) found.push(await countElements(connection, column));
  });
  counts.push(...found);
}

/** One pass for all of them: `GROUPING` says which column a row is about. */
async function countScalars(connection: Connection, columns: readonly CountedColumn[]): Promise<ColumnCount[]> {
  const [first] = columns;
  if (first === undefined) return [];
  const names = columns.map(({ quoted }) => quoted);
  const labels = names.map((name) => `WHEN ${bitOf(names.indexOf(name), names.length)} THEN ${name}::text`);
  const text = `
    SELECT GROUPING(${names.join(", ")}) AS which, CASE GROUPING(${names.join(", ")}) ${labels.join(" ")} END AS label, count(*) AS rows
      FROM ${fromClause(first)}
     GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(", ")})`;
  const { rows } = await connection.query<{ which: number; label: string | null; rows: string }>(text);
  return columns.map((column, index) =>
    countOf(
      column,
      rows.filter(({ which }) => which === bitOf(index, columns.length)),
    ),
  );
}

/** The value of GROUPING where all columns but this one are folded together: the first has the highest bit. */
function bitOf(index: number, columns: number): number {
  return 2 ** columns - 1 - 2 ** (columns - 1 - index);
}

async function countElements(connection: Connection, column: CountedColumn): Promise<ColumnCount> {
  const { rows } = await connection.query<{ label: string | null; rows: string }>(`
    SELECT e::text AS label, count(*) AS rows
      FROM ${fromClause(column)} CROSS JOIN LATERAL pg_catalog.unnest(${column.quoted}) AS e
     GROUP BY e`);
  return countOf(column, rows);
}

/** Partitions are counted by what stands above them; tables that inherit are counted by themselves. */
function fromClause({ table, kind }: CountedColumn): string {
  return kind === "p" ? table : `ONLY ${table}`;
}

function countOf(
  { enum: oid, table, column, is_array }: CountedColumn,
  rows: readonly { readonly label: string | null; readonly rows: string }[],
): ColumnCount {
  const told = rows.flatMap(({ label, rows: count }): [string, number][] =>
    label === null ? [] : [[label, Number(count)]],
  );
  const nulls = rows.find(({ label }) => label === null);
  return { enum: oid, table, column, isArray: is_array, rows: new Map(told), nulls: Number(nulls?.rows ?? 0) };
}

/** A table that cannot be read keeps nobody from the others; a line that is gone does. */
function refused([first]: readonly CountedColumn[], error: unknown): Unseen {
  if (error instanceof Failure || !(error instanceof Error) || !("code" in error)) throw error;
  return { object: first?.table ?? "", because: error.message };
}
