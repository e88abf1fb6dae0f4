import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { placeKey, type FillCatalogue, type Reference, type SampleColumn } from "./fill-catalogue.ts";
import { plainValue, reaches, samplesOf } from "./sample-values.ts";

/** A value that no row could have, as an expression of SQL. */
export interface RefusedValue {
  readonly column: string;
  readonly value: string;
  /** The server's message, such as that of a check. */
  readonly why: string;
}

export interface FilledTable {
  readonly table: string;
  readonly rows: number;
  readonly refused: readonly RefusedValue[];
  /** Of a table that only others refer to: why it has no row. */
  readonly why?: string;
}

interface FillTask {
  readonly table: string;
  readonly catalogue: FillCatalogue;
  readonly enums: ReadonlySet<string>;
}

/** Writes the rows of one table, in a transaction of the caller's. */
export async function fillTable(connection: Connection, task: FillTask): Promise<FilledTable> {
  const writer = writerOf(connection, task);
  await attempt(connection, readSql("enums/clone/fill-session.sql"));
  // What waits for COMMIT would be refused when nobody asks any more.
  await connection.query("SET CONSTRAINTS ALL IMMEDIATE");
  let why: string | undefined;
  for (let at = 0; at < writer.most; at += 1) {
    why = await writer.write(at, writer.told);
    if (why !== undefined) for (const each of writer.told) await alone(writer, each, at);
  }
  const answer = { table: writer.identity, rows: writer.rows(), refused: writer.refused };
  return why === undefined || writer.told.length > 0 ? answer : { ...answer, why };
}

/** A row refused all values that it had: each of them is tried beside what is safe. */
async function alone(writer: Writer, column: ToldColumn, at: number): Promise<void> {
  const value = column.samples[at];
  if (value === undefined) return;
  const why = await writer.write(at, [column]);
  if (why !== undefined) writer.refused.push({ column: column.name, value, why });
}

/** A column whose values matter. */
interface ToldColumn {
  readonly name: string;
  readonly samples: readonly string[];
}

interface Writer {
  readonly identity: string;
  readonly told: readonly ToldColumn[];
  /** Rows to try, so that all samples have been in one. */
  readonly most: number;
  readonly refused: RefusedValue[];
  rows(): number;
  /** Writes a row with the `at`th sample of these columns. Undefined when it is there, else why not. */
  write(at: number, columns: readonly ToldColumn[]): Promise<string | undefined>;
}

function writerOf(connection: Connection, { table, catalogue, enums }: FillTask): Writer {
  const columns = (catalogue.tables.get(table) ?? []).filter(({ is_made: isMade }) => !isMade);
  const references = catalogue.references.filter((reference) => reference.table === table);
  const referring = new Set(references.flatMap((reference) => reference.columns));
  const made = columns.filter(({ type }) => reaches(catalogue.types, type, enums));
  const told = made
    .filter(({ name }) => !referring.has(name))
    .map(({ name, type, is_required: isRequired }) => ({
      name,
      samples: [...samplesOf(catalogue.types, type), ...(isRequired ? [] : ["NULL"])],
    }));
  const identity = columns[0]?.identity ?? catalogue.tables.get(table)?.[0]?.identity ?? table;
  let rows = 0;
  let tried = 0;
  return {
    identity,
    told,
    most: Math.max(1, ...[...told, ...made.map(({ type }) => samplesOf(catalogue.types, type))].map(lengthOf)),
    refused: [],
    rows: () => rows,
    write: async (at, wanted) => {
      let why: string | undefined;
      for (const manner of manners) {
        tried += 1;
        const values = { at, wanted, told, manner, n: tried };
        why = await attempt(connection, insertInto(identity, columns, { catalogue, references, ...values }));
        if (why === undefined) {
          rows += 1;
          return undefined;
        }
      }
      return why;
    },
  };
}

function lengthOf(samples: ToldColumn | readonly string[]): number {
  return "samples" in samples ? samples.samples.length : samples.length;
}

/** What a row has beside what matters: the target's defaults, all that may be, no more than must be, or all of our own. */
const manners = ["defaults", "full", "bare", "own"] as const;

interface Row {
  readonly catalogue: FillCatalogue;
  readonly references: readonly Reference[];
  readonly at: number;
  readonly wanted: readonly ToldColumn[];
  readonly told: readonly ToldColumn[];
  readonly manner: (typeof manners)[number];
  /** Another one for each try: what must be unique is. */
  readonly n: number;
}

function insertInto(identity: string, columns: readonly SampleColumn[], row: Row): string {
  const values = columns.flatMap((column) => {
    const value = valueOf(column, columns, row);
    return value === undefined ? [] : [[column.name, value] as const];
  });
  if (values.length === 0) return `INSERT INTO ${identity} DEFAULT VALUES`;
  const names = values.map(([name]) => name).join(", ");
  return `INSERT INTO ${identity} (${names}) SELECT ${values.map(([, value]) => value).join(", ")}`;
}

/** Undefined: the column is left out, and has its default or NULL. */
function valueOf(column: SampleColumn, columns: readonly SampleColumn[], row: Row): string | undefined {
  const told = row.told.find(({ name }) => name === column.name);
  const reference = row.references.find((each) => each.columns.includes(column.name));
  if (reference !== undefined) return referred(column, columns, { ...row, reference });
  if (told === undefined) return plain(column, row);
  if (row.wanted.includes(told)) return told.samples[row.at % told.samples.length];
  return column.has_default || !column.is_required ? undefined : told.samples[0];
}

function plain(column: SampleColumn, { catalogue, manner, at, n }: Row): string | undefined {
  if (column.has_default && manner !== "own") return undefined;
  if (!column.is_required && manner === "bare") return undefined;
  const places = catalogue.places.get(placeKey(column.table, column.name)) ?? [];
  const place = places[at % places.length];
  if (place !== undefined) return `${place}::${catalogue.types.get(column.type)?.name}`;
  return plainValue(catalogue.types, { oid: column.type, modifier: column.modifier }, n);
}

interface ReferringRow extends Row {
  readonly reference: Reference;
}

/** One of the rows that there are, if possible one that nobody refers to yet; a row that refers to its own table refers to itself. */
function referred(column: SampleColumn, columns: readonly SampleColumn[], row: ReferringRow): string | undefined {
  const { reference, manner } = row;
  if (!column.is_required && manner === "bare") return undefined;
  const other = reference.other_columns[reference.columns.indexOf(column.name)] ?? "";
  if (reference.other !== column.table) return `(${freeRow(other, column.identity, reference)})`;
  const own = columns.find(({ name }) => name === other);
  const isItself = own === undefined || row.references.some((each) => each.columns.includes(other));
  return isItself || own.has_default ? undefined : valueOf(own, columns, row);
}

function freeRow(wanted: string, table: string, reference: Reference): string {
  const same = reference.columns.map((name, at) => `t.${name} = o.${reference.other_columns[at]}`).join(" AND ");
  const isTaken = `EXISTS (SELECT FROM ${table} t WHERE ${same})`;
  return `SELECT o.${wanted} FROM ${reference.other_identity} o ORDER BY ${isTaken}, o.tableoid, o.ctid LIMIT 1`;
}

/** Undefined when it went well, else the server's message; what was before stays. */
async function attempt(connection: Connection, statement: string): Promise<string | undefined> {
  await connection.query("SAVEPOINT attempt");
  try {
    await connection.query(statement);
    await connection.query("RELEASE SAVEPOINT attempt");
    return undefined;
  } catch (error) {
    if (connection.lost || !(error instanceof Error)) throw error;
    await connection.query("ROLLBACK TO SAVEPOINT attempt");
    return error.message;
  }
}
