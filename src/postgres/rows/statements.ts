import type { Address } from "../../model/address.ts";
import type { Json } from "../../model/json.ts";
import { type FieldSpec, fieldSpecOf, type Kind, type Kinds, type TableSpec } from "../../model/kind.ts";
import type { FieldEffect, ResourceChange } from "../../model/plan.ts";
import {
  composedParts,
  keyCondition,
  keyParts,
  keyRecord,
  keyRecordColumns,
  recordColumn,
  retireAssignments,
  reviveAssignments,
  writeExpression,
} from "./column-sql.ts";
import { quoteName } from "../quoting.ts";
import type { RowIds } from "./row-ids.ts";

/** One statement of an apply, for a whole set of rows: `$1` is the rows as a JSON array. */
export interface Statement {
  readonly text: string;
  readonly rows: readonly { readonly [column: string]: Json }[];
  /** The addresses the rows belong to, in the same order. */
  readonly addresses: readonly Address[];
  readonly table: TableSpec;
}

/**
 * The DML of a plan: one statement per kind, action and set of columns, so that columns nobody declared keep
 * their defaults. Removals first, then unique values are released, rows move, change, come back and are created.
 */
export function planStatements(kinds: Kinds, changes: readonly ResourceChange[], ids: RowIds): Statement[] {
  const tabled = changes.flatMap((change) => {
    const kind = kinds.byName(change.kind);
    return kind?.table ? [{ change, kind, table: kind.table, ids }] : [];
  });
  const of = (...actions: string[]): TabledChange[] => tabled.filter(({ change }) => actions.includes(change.action));
  return [
    ...grouped(of("delete"), () => "", deleteStatement),
    ...releases(of("update", "create")),
    ...moves(of("update")),
    ...grouped(of("update"), updateShape, updateStatement),
    ...grouped(of("create").filter(isRevival), insertShape, reviveStatement),
    ...grouped(
      of("create").filter((item) => !isRevival(item)),
      insertShape,
      insertStatement,
    ),
  ];
}

/** Each change's statements with its own values, for people to read (`plan --sql`); apply never runs this text. */
export function statementsByAddress(
  kinds: Kinds,
  changes: readonly ResourceChange[],
  ids: RowIds,
): ReadonlyMap<Address, string> {
  const shown = new Map<Address, string[]>();
  for (const { text, rows, addresses } of planStatements(kinds, changes, ids)) {
    addresses.forEach((address, index) => {
      const statements = shown.get(address) ?? [];
      statements.push(text.replace("$1", () => literal([rows[index] ?? {}])));
      shown.set(address, statements);
    });
  }
  return new Map([...shown].map(([address, statements]) => [address, `${statements.join(";\n")};`]));
}

interface TabledChange {
  readonly change: ResourceChange;
  readonly kind: Kind;
  readonly table: TableSpec;
  readonly ids: RowIds;
}

/** A change seen through one of its fields. */
interface FieldedChange extends TabledChange {
  readonly spec: FieldSpec;
}

type Group<Item> = readonly [Item, ...Item[]];

function grouped<Item extends TabledChange>(
  changes: readonly Item[],
  shapeOf: (change: Item) => string | undefined,
  statementOf: (group: Group<Item>) => Statement,
): Statement[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const change of changes) {
    const shape = shapeOf(change);
    if (shape === undefined) continue;
    const key = `${change.kind.name} ${shape}`;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()].map(statementOf);
}

function deleteStatement(group: Group<TabledChange>): Statement {
  const { table } = group[0];
  const rows = recordset(keyRecordColumns(table));
  const text = table.retirement
    ? `UPDATE ${quoteName(table.name)} t SET ${retireAssignments(table.retirement).join(", ")} FROM ${rows} WHERE ${keyCondition(table)}`
    : `DELETE FROM ${quoteName(table.name)} t USING ${rows} WHERE ${keyCondition(table)}`;
  return statement(text, group, ({ change }) => keyRecord(table, change.address));
}

/** A part moves with its owner, whose id it keeps. Where rows pass their addresses on, the one to the free address goes first. */
function moves(changes: readonly TabledChange[]): Statement[] {
  const moving = changes.filter(({ change, kind }) => change.movedFrom !== undefined && !kind.part);
  const steps = stepsToFree(moving.map(({ change }) => change));
  const stepOf = ({ change }: TabledChange): number => steps.get(change.address) ?? 0;
  return grouped(
    moving.toSorted((left, right) => stepOf(left) - stepOf(right)),
    (item) => JSON.stringify([stepOf(item), Object.keys(keyParts(item.table, item.change.address))]),
    moveStatement,
  );
}

/** How many moves come before one: each that leaves the address it goes to. The plan has no circles. */
function stepsToFree(changes: readonly ResourceChange[]): ReadonlyMap<Address, number> {
  const next = new Map(changes.map(({ address, movedFrom = address }) => [movedFrom, address]));
  const steps = new Map<Address, number>();
  for (const { address } of changes) {
    const open: Address[] = [];
    let last: Address | undefined = address;
    while (last !== undefined && !steps.has(last)) {
      open.push(last);
      last = next.get(last);
    }
    let step = last === undefined ? 0 : (steps.get(last) ?? 0) + 1;
    for (const one of open.toReversed()) steps.set(one, step++);
  }
  return steps;
}

function moveStatement(group: Group<TabledChange>): Statement {
  const { table, change: first } = group[0];
  const written = Object.keys(keyParts(table, first.address));
  const typeOf = (name: string): string =>
    table.key.find(({ column, composed }) => !composed && column === name)?.type ?? "text";
  const target = written.map((column) => `${quoteName(`new_${column}`)} ${typeOf(column)}`);
  const assignments = written.map((column) => `${quoteName(column)} = x.${quoteName(`new_${column}`)}`);
  const text = `UPDATE ${quoteName(table.name)} t SET ${assignments.join(", ")} FROM ${recordset([...keyRecordColumns(table), ...target])} WHERE ${keyCondition(table)}`;
  return statement(text, group, ({ change }) => {
    const key = Object.entries(keyParts(table, change.address)).map(([column, value]) => [`new_${column}`, value]);
    return { ...keyRecord(table, change.movedFrom ?? change.address), ...Object.fromEntries(key) };
  });
}

/** Rows that give up a unique value another row of the plan takes go through NULL first: swaps need the detour. */
function releases(changes: readonly TabledChange[]): Statement[] {
  const taken = new Set(
    changes.flatMap((item) => uniqueChanges(item).map(({ spec, after }) => uniqueKey(item, spec, after))),
  );
  const releasing = changes.flatMap((item) =>
    uniqueChanges(item)
      .filter(({ spec, before }) => before !== null && taken.has(uniqueKey(item, spec, before)))
      .map(({ spec }): FieldedChange => ({ ...item, spec })),
  );
  return grouped(
    releasing,
    ({ spec }) => spec.column,
    (group) => {
      const { table, spec } = group[0];
      const text = `UPDATE ${quoteName(table.name)} t SET ${quoteName(spec.column)} = NULL FROM ${recordset(keyRecordColumns(table))} WHERE ${keyCondition(table)}`;
      return statement(text, group, ({ change }) => keyRecord(table, change.movedFrom ?? change.address));
    },
  );
}

function uniqueChanges({ change, table }: TabledChange): { spec: FieldSpec; before: Json; after: Json }[] {
  return change.fields.flatMap(({ field, before, after }) => {
    const spec = table.fields.find((candidate) => candidate.field === field);
    const isUnique = spec?.unique === true || (spec?.uniqueWithin !== undefined && (before === true || after === true));
    return spec && isUnique ? [{ spec, before, after }] : [];
  });
}

function uniqueKey({ table, change }: TabledChange, spec: FieldSpec, value: Json): string {
  const scope = spec.uniqueWithin === undefined ? "" : String(keyRecord(table, change.address)[spec.uniqueWithin]);
  return `${table.name} ${spec.column} ${scope} ${JSON.stringify(value)}`;
}

function updateShape(item: TabledChange): string | undefined {
  const columns = writtenColumns(item).map(({ column }) => column);
  const effects = item.change.effects.map(({ field, effect }) => `${effect} ${field}`);
  return columns.length + effects.length === 0 ? undefined : JSON.stringify([columns, effects]);
}

function updateStatement(group: Group<TabledChange>): Statement {
  const [first] = group;
  const { table, kind } = first;
  const specs = writtenColumns(first);
  const assignments = [
    ...assignmentsOf(specs),
    ...first.change.effects.map((effect) => effectAssignment(kind, effect)),
  ];
  const text = `UPDATE ${quoteName(table.name)} t SET ${assignments.join(", ")} FROM ${recordset([...keyRecordColumns(table), ...specs.map(recordColumn)])} WHERE ${keyCondition(table)}`;
  return statement(text, group, (item) => ({
    ...keyRecord(table, item.change.address),
    ...columnValues(item, specs),
  }));
}

function assignmentsOf(specs: readonly FieldSpec[]): string[] {
  return specs.map((spec) => `${quoteName(spec.column)} = ${writeExpression(spec)}`);
}

/** A row that was taken out of use is there already: what is declared now goes on top. */
function isRevival({ change, ids }: TabledChange): boolean {
  return ids.isRetired(change.address);
}

function reviveStatement(group: Group<TabledChange>): Statement {
  const [first] = group;
  const { table } = first;
  const specs = writtenColumns(first);
  const written = specs.map(({ column }) => column);
  const assignments = [
    ...assignmentsOf(specs),
    ...(table.retirement ? reviveAssignments(table.retirement, written) : []),
  ];
  const text = `UPDATE ${quoteName(table.name)} t SET ${assignments.join(", ")} FROM ${recordset([...keyRecordColumns(table), ...specs.map(recordColumn)])} WHERE ${keyCondition(table, "retired")}`;
  return statement(text, group, (item) => ({
    ...keyRecord(table, item.change.address),
    ...columnValues(item, specs),
  }));
}

/** Times are UTC in columns without a zone, whatever the server's own setting. */
function effectAssignment(kind: Kind, { field, effect }: FieldEffect): string {
  const column = quoteName(fieldSpecOf(kind, field)?.column ?? field);
  const now = "(transaction_timestamp() AT TIME ZONE 'UTC')";
  if (effect === "clear") return `${column} = NULL`;
  return effect === "stamp" ? `${column} = ${now}` : `${column} = COALESCE(t.${column}, ${now})`;
}

function insertShape(item: TabledChange): string {
  const columns = writtenColumns(item).map(({ column }) => column);
  return JSON.stringify([columns, Object.keys(composedParts(item.table, item.change.address, columns))]);
}

function insertStatement(group: Group<TabledChange>): Statement {
  const [first] = group;
  const { table, ids } = first;
  const specs = writtenColumns(first);
  const id = ids.newId(first.change.address) === undefined ? [] : [`${quoteName(table.id)} uuid`];
  const written = specs.map(({ column }) => column);
  const parts = Object.keys(composedParts(table, first.change.address, written));
  const keys = table.key.filter(({ composed }) => composed === undefined);
  const columns = [...id.map(() => table.id), ...parts, ...keys.map(({ column }) => column), ...written].map(quoteName);
  const values = [
    ...id.map(() => `x.${quoteName(table.id)}`),
    ...parts.map((part) => `x.${quoteName(`part_${part}`)}`),
    ...[...keys, ...specs].map(writeExpression),
  ];
  const record = [
    ...id,
    ...parts.map((part) => `${quoteName(`part_${part}`)} text`),
    ...[...keys, ...specs].map(recordColumn),
  ];
  const text = `INSERT INTO ${quoteName(table.name)} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM ${recordset(record)}`;
  return statement(text, group, (item) => ({
    [table.id]: ids.newId(item.change.address) ?? null,
    ...keyRecord(table, item.change.address),
    ...Object.fromEntries(
      Object.entries(composedParts(table, item.change.address, written)).map(([part, value]) => [
        `part_${part}`,
        value,
      ]),
    ),
    ...columnValues(item, specs),
  }));
}

function columnValues({ change, ids }: TabledChange, specs: readonly FieldSpec[]): { readonly [column: string]: Json } {
  return Object.fromEntries(
    specs.map((spec) => {
      const value = change.after?.[spec.field] ?? null;
      if (spec.lookup && typeof value === "string") ids.requireRow(spec, value, change.address);
      return [spec.column, spec.type === "uuid[]" ? ids.resolve(spec, value, change.address) : value];
    }),
  );
}

function writtenColumns({ change, table }: TabledChange): FieldSpec[] {
  const written = new Set(change.fields.map(({ field }) => field));
  return table.fields.filter(({ field }) => written.has(field));
}

function recordset(columns: readonly string[]): string {
  return `jsonb_to_recordset($1::jsonb) AS x(${columns.join(", ")})`;
}

function statement(
  text: string,
  group: Group<TabledChange>,
  rowOf: (item: TabledChange) => { readonly [column: string]: Json },
): Statement {
  return { text, rows: group.map(rowOf), addresses: group.map(({ change }) => change.address), table: group[0].table };
}

function literal(value: Json): string {
  return `'${JSON.stringify(value).replaceAll("'", "''")}'`;
}
