import type { Catalog } from "../catalog.ts";
import { indexesOf, membersOf } from "../expected-schema.ts";
import { addColumn, type ColumnDefinition, columnDefinition, compareTypes, numbersRows } from "./column-definition.ts";

/** A table that exists, beside the one v7 would make. */
export interface TableComparison {
  readonly table: string;
  /** Columns v7 may add, with the clause that adds each. */
  readonly missing: readonly { readonly column: string; readonly clause: string }[];
  /** Why v7 cannot work with the table; empty when it can. */
  readonly incompatible: readonly string[];
  readonly differences: readonly string[];
  /** Indexes and constraints v7's own table has and this one has not. */
  readonly leftOut: readonly string[];
}

/** Compares one table column by column, then its keys. Names of indexes and constraints are compared, not their definitions. */
export function compareTable(table: string, expected: Catalog, live: Catalog): TableComparison {
  const found = new Map([...membersOf(live, "column", table)].map(([name, text]) => [name, columnDefinition(text)]));
  const wanted = [...membersOf(expected, "column", table)].map(
    ([column, text]) => [column, columnDefinition(text)] as const,
  );
  const absent = wanted.filter(([column]) => !found.has(column));
  const references = referencingColumns(live, table);
  const verdicts = wanted.flatMap(([column, definition]) =>
    compareColumn({ table, column, isReference: references.has(column) }, definition, found.get(column)),
  );
  const extra = [...found].filter(([column]) => !wanted.some(([name]) => name === column));
  const verdictsOfExtra = extra.flatMap(([column, definition]) => judgeExtra(table, column, definition));
  const all = [...verdicts, ...verdictsOfExtra];
  return {
    table,
    missing: absent
      .filter(([column, definition]) => isAddable(table, column, definition))
      .map(([column, definition]) => ({ column, clause: addColumn(column, definition) })),
    incompatible: [...all.filter(({ fits }) => !fits).map(({ text }) => text), ...missingKeys(table, expected, live)],
    differences: all.filter(({ fits }) => fits).map(({ text }) => text),
    leftOut: missingMembers(table, expected, live),
  };
}

/** Whether rows of a table are known apart by these columns: a primary key, a unique constraint or a whole unique index. */
export function hasKey(live: Catalog, table: string, columns: readonly string[]): boolean {
  const wanted = columns.toSorted().join();
  return keysOf(live, table).some((key) => key.toSorted().join() === wanted);
}

interface Verdict {
  readonly fits: boolean;
  readonly text: string;
}

interface ColumnPlace {
  readonly table: string;
  readonly column: string;
  readonly isReference: boolean;
}

function compareColumn(
  { table, column, isReference }: ColumnPlace,
  expected: ColumnDefinition,
  found: ColumnDefinition | undefined,
): Verdict[] {
  if (found === undefined) return isAddable(table, column, expected) ? [] : [unfit(lacks(table, column, expected))];
  if ((found.generated === undefined) !== (expected.generated === undefined)) {
    return [unfit(`${table}.${column} is ${found.generated === undefined ? "not " : ""}computed by the server`)];
  }
  const verdict = compareTypes(expected, found, isReference);
  const types = `${table}.${column} is ${found.type}, v7 expects ${expected.type}`;
  if (verdict === "incompatible") return [unfit(types)];
  return [...(verdict === "wider" ? [fit(types)] : []), ...compareFilling(table, column, expected, found)];
}

/** Who fills the column when an INSERT does not name it. */
function compareFilling(table: string, column: string, expected: ColumnDefinition, found: ColumnDefinition): Verdict[] {
  const label = `${table}.${column}`;
  const filled = (definition: ColumnDefinition): boolean => definition.default !== undefined || definition.identity;
  if (filled(expected) && !filled(found)) {
    const text = `${label} has no default, v7 expects ${expected.default ?? "an identity"}`;
    const isNeeded = expected.required && (numbersRows(expected) || writtenByTriggers.has(table));
    return [isNeeded ? unfit(text) : fit(text)];
  }
  if (!expected.required && found.required && !filled(found)) return [required(table, column)];
  return [];
}

/** Columns of the owner's own are welcome, unless v7 has to write rows and cannot know what belongs in them. */
function judgeExtra(
  table: string,
  column: string,
  { required: isRequired, ...definition }: ColumnDefinition,
): Verdict[] {
  const isFilled = definition.default !== undefined || definition.identity || definition.generated !== undefined;
  return isRequired && !isFilled ? [required(table, column)] : [];
}

/** A refused record would undo everybody's change of an audited table, so there it is no mere difference. */
function required(table: string, column: string): Verdict {
  const text = `${table}.${column} must not be NULL and has no default: v7 adds no rows there without a value for it`;
  return { fits: !writtenByTriggers.has(table), text };
}

const writtenByTriggers: ReadonlySet<string> = new Set(["change_log"]);

function isAddable(table: string, column: string, definition: ColumnDefinition): boolean {
  if (numbersRows(definition)) return false;
  const isFilled = definition.default !== undefined || definition.generated !== undefined;
  return isFilled || !definition.required || filledByScan.has(`${table}.${column}`);
}

/** Rows of the old registry get it from the next scan that meets their file. */
const filledByScan: ReadonlySet<string> = new Set(["v7_files.path_bytes"]);

function lacks(table: string, column: string, definition: ColumnDefinition): string {
  const why = numbersRows(definition)
    ? "existing rows would have to be numbered"
    : "it must not be NULL and has no default";
  return `${table} has no column ${column} (${definition.type}), and v7 cannot add it: ${why}`;
}

function missingKeys(table: string, expected: Catalog, live: Catalog): string[] {
  const [key] = [...membersOf(expected, "constraint", table).values()].flatMap((definition) => primaryKey(definition));
  if (key === undefined) return [];
  if (groupedByKey.has(table) && !primaryKeysOf(live, table).some((found) => sameColumns(found, key))) {
    return [`${noPrimaryKey(table, key)}, which the view v_system_overview needs`];
  }
  return hasKey(live, table, key) ? [] : [noPrimaryKey(table, key)];
}

/** How the want of a primary key is told. */
export function noPrimaryKey(table: string, columns: readonly string[]): string {
  return `${table} has no PRIMARY KEY (${columns.join(", ")})`;
}

/** GROUP BY the key alone takes a real primary key. */
const groupedByKey: ReadonlySet<string> = new Set(["system_nodes"]);

function referencingColumns(live: Catalog, table: string): ReadonlySet<string> {
  const definitions = [...membersOf(live, "constraint", table).values()];
  return new Set(definitions.flatMap((definition) => /^FOREIGN KEY \((\w+)\)/.exec(definition)?.[1] ?? []));
}

function keysOf(live: Catalog, table: string): string[][] {
  const unique = [...membersOf(live, "constraint", table).values()].flatMap((definition) =>
    columnsIn(/^UNIQUE (?:NULLS NOT DISTINCT )?\(([^()]*)\)$/.exec(definition)?.[1]),
  );
  const indexes = [...indexesOf(live, table).values()].flatMap((definition) =>
    columnsIn(/^CREATE UNIQUE INDEX \S+ ON \S+ USING \w+ \(([^()]*)\)(?: NULLS NOT DISTINCT)?$/.exec(definition)?.[1]),
  );
  return [...primaryKeysOf(live, table), ...unique, ...indexes];
}

function primaryKeysOf(live: Catalog, table: string): string[][] {
  return [...membersOf(live, "constraint", table).values()].flatMap(primaryKey);
}

/** Deferrable keys end in that word: no foreign key may refer to them. */
function primaryKey(definition: string): string[][] {
  return columnsIn(/^PRIMARY KEY \(([^()]*)\)$/.exec(definition)?.[1]);
}

function columnsIn(list: string | undefined): string[][] {
  return list === undefined ? [] : [list.split(", ")];
}

function sameColumns(left: readonly string[], right: readonly string[]): boolean {
  return left.toSorted().join() === right.toSorted().join();
}

function missingMembers(table: string, expected: Catalog, live: Catalog): string[] {
  const constraints = [...membersOf(expected, "constraint", table).keys()].filter(
    (name) => live["constraint"]?.[`${table}.${name}`] === undefined,
  );
  const indexes = [...indexesOf(expected, table).keys()].filter(
    (name) => live["index"]?.[name] === undefined && !constraints.includes(name),
  );
  return [...constraints.map((name) => `constraint ${name}`), ...indexes.map((name) => `index ${name}`)];
}

function fit(text: string): Verdict {
  return { fits: true, text };
}

function unfit(text: string): Verdict {
  return { fits: false, text };
}
