import { Failure } from "../../model/failure.ts";
import { sameJson, type JsonObject } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { TypeName } from "../enum-change.ts";
import { newColumn } from "../script/compat.ts";
import { type EnumColumn, readEnum, readHeldEnum } from "../script/survey.ts";
import type { EnumDeed } from "./deed.ts";
import { type Counted, countLabels, differences, type LabelCount, readOthers } from "../proof/count-labels.ts";

/** What a deed left to show for itself. */
export interface Proof extends JsonObject {
  /** `rows`: all were counted before and after. `catalogue`: none was touched. */
  readonly of: "rows" | "catalogue";
  readonly rows: number;
  readonly counts: { readonly column: string; readonly label: string | null; readonly count: number }[];
}

/** Runs a script that renames: the same labels by their ids under other words in the same order, and no table's rows moved. */
export async function proveRename(connection: Connection, deed: EnumDeed, run: () => Promise<void>): Promise<Proof> {
  const { from, to, map } = deed.change;
  const [start, end] = deed.direction === "rollback" ? [to, from] : [from, to];
  if (deed.direction === "retire") {
    await run();
    return { of: "catalogue", rows: 0, counts: [] };
  }
  const before = await stateOf(connection, start, deed);
  await run();
  const after = await stateOf(connection, end, deed);
  const back = new Map([...map].map(([label, word]) => [word, label]));
  const words = before.labels.map((label) => (deed.direction === "rollback" ? back : map).get(label) ?? label);
  const isProven =
    sameJson(before.ids, after.ids) && sameJson(words, after.labels) && sameJson(before.nodes, after.nodes);
  if (!isProven) throw unproven(deed, ["the enum's labels are not the same ones in the same order"]);
  return { of: "catalogue", rows: 0, counts: [] };
}

interface RenamedState {
  readonly ids: string[];
  readonly labels: string[];
  readonly nodes: string[];
}

async function stateOf(connection: Connection, name: TypeName, { columns }: EnumDeed): Promise<RenamedState> {
  const type = await readEnum(connection, name);
  const { rows } = await connection.query<{ node: string }>(readSql("enums/deed/file-nodes.sql"), [
    columns.map(({ schema }) => schema),
    columns.map(({ table }) => table),
  ]);
  return {
    ids: [type?.oid ?? "", ...(type?.labelOids ?? [])],
    labels: [...(type?.labels ?? [])],
    nodes: rows.map(({ node }) => node),
  };
}

/** Runs a script that rewrites: every row of every column is counted before and after, in the new words. */
export async function proveRows(connection: Connection, deed: EnumDeed, run: () => Promise<void>): Promise<Proof> {
  const { from, to, map } = deed.change;
  if (deed.direction === "retire") {
    await run();
    return { of: "catalogue", rows: 0, counts: [] };
  }
  const [start, end] = deed.direction === "rollback" ? [to, from] : [from, to];
  const survey = await readHeldEnum(connection, start);
  if (survey === undefined) throw unproven(deed, [`there is no enum ${start.schema}.${start.name}`]);
  const columns = survey.columns.filter((column) => isMoved(deed, column));
  const others = await readOthers(connection, { ...survey, columns });
  const counted = (type: TypeName): Counted => ({
    columns,
    keys: survey.keys,
    others,
    type,
    wordOf: type === from ? map : new Map(),
  });
  const before = await countLabels(connection, counted(start));
  await run();
  const after = await countLabels(connection, counted(end));
  const differing = differences(before, after);
  if (differing.length > 0) throw unproven(deed, differing);
  return { of: "rows", rows: rowsOf(columns, before), counts: shown(before) };
}

/**
 * Runs a script of a strategy that has both words beside each other. There: what the old columns held, the new ones hold. Back: nothing is
 * rewritten, and the old ones hold what they held. At the end the old ones take the new type with what they hold.
 */
export async function proveBeside(connection: Connection, deed: EnumDeed, run: () => Promise<void>): Promise<Proof> {
  const { from, to, map } = deed.change;
  const survey = await readHeldEnum(connection, from);
  if (survey === undefined) throw unproven(deed, [`there is no enum ${from.schema}.${from.name}`]);
  const columns = survey.columns.filter((column) => isMoved(deed, column));
  const own = new Set(columns.map(({ column }) => column));
  // The columns themselves are told; without a key, the others are what a row is known by.
  const others = new Map(
    [...(await readOthers(connection, { ...survey, columns }))].map(([table, all]) => [
      table,
      all.filter(({ column }) => !own.has(column) && !own.has(column.replace(/_v7$/, ""))),
    ]),
  );
  const shared = { columns, keys: survey.keys, others };
  const before = await countLabels(connection, { ...shared, type: from, wordOf: map });
  await run();
  const held = {
    implement: { type: to, wordOf: new Map<string, string>(), heldBy: newColumn },
    rollback: { type: from, wordOf: map },
    retire: { type: to, wordOf: new Map<string, string>() },
  };
  const after = await countLabels(connection, { ...shared, ...held[deed.direction] });
  const differing = differences(before, after);
  if (differing.length > 0) throw unproven(deed, differing);
  return { of: "rows", rows: rowsOf(columns, before), counts: shown(before) };
}

function isMoved({ columns }: EnumDeed, { table, column }: EnumColumn): boolean {
  return columns.some((one) => one.schema === table.schema && one.table === table.name && one.column === column);
}

function rowsOf(columns: readonly EnumColumn[], counts: readonly LabelCount[]): number {
  const arrays = new Set(
    columns.filter(({ isArray }) => isArray).map(({ table, column }) => `${table.schema}.${table.name}.${column}`),
  );
  return counts.reduce((sum, { column, count }) => (arrays.has(column) ? sum : sum + Number(count)), 0);
}

function shown(counts: readonly LabelCount[]): Proof["counts"] {
  return counts.map(({ column, label, count }) => ({ column, label, count: Number(count) }));
}

function unproven({ address }: EnumDeed, reasons: readonly string[]): Failure {
  const [first = "", ...more] = reasons;
  const rest = more.length === 0 ? "" : ` and ${more.length} more`;
  return new Failure("V7-E063", `${address}: before and after do not agree: ${first}${rest}; nothing was changed`, {
    next: ["tell us: this should have been refused before"],
  });
}
