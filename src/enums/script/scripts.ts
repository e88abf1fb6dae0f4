import { qualifyName, quoteName, quoteText } from "../../postgres/quoting.ts";
import { type EnumChange, labelOf, mergesOf, type TypeName } from "../enum-change.ts";
import { type CompatTable, compatStatements } from "./compat.ts";
import { exchangeStatements, type Made } from "./exchange.ts";
import { mergedValues } from "./merged-values.ts";
import type { Rebuild } from "./rebuild.ts";
import type { Strategy } from "./strategy.ts";
import type { EnumColumn, Survey } from "./survey.ts";

/** The statements of a deed, each way, in the order in which they run in one transaction. */
export interface Scripts {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** What ends the way back. */
  readonly retire: readonly string[];
}

/** What scripts are made of. */
export interface ScriptParts {
  readonly change: EnumChange;
  readonly strategy: Strategy;
  readonly survey: Survey;
  readonly rebuild: Rebuild;
  /** As everything is now. */
  readonly present: Made;
  /** In the new words. */
  readonly mapped: Made;
  /** The enum's tables, where old clients and new ones are to have both. */
  readonly compat: readonly CompatTable[];
  /** Whether the type that it becomes is there already. */
  readonly isThere: boolean;
  /** What gives a type its owner, grants and comment. */
  readonly dress: (type: TypeName) => readonly string[];
}

/** The statements there and back. Every table of the enum is locked first, whatever the strategy: a dump at work waits instead of breaking. */
export function scriptsFor(parts: ScriptParts): Scripts {
  const locks = lockStatements(parts.survey.columns);
  if (parts.strategy === "in place") {
    const { up, down, retire } = inPlace(parts.change);
    return { up: [...locks, ...up], down: [...locks, ...down], retire };
  }
  if (parts.strategy === "compat") {
    const { up, down, retire } = compat(parts);
    return { up: [...locks, unread, ...up], down: [...locks, ...down], retire: [...locks, unread, ...retire] };
  }
  const { up, down, retire } = exchange(parts);
  return { up: [...locks, unread, ...up], down: [...locks, unread, ...down], retire: [...locks, ...retire] };
}

/** The texts of functions are made again as they are: what they name is told beforehand, and read when they run. */
const unread = "SET LOCAL check_function_bodies = off;";

/** In one order for everybody, so that two deeds cannot wait for each other. */
function lockStatements(columns: readonly EnumColumn[]): string[] {
  const tables = columns.filter(({ kind }) => kind === "r" || kind === "p").map(({ table }) => qualifyName(table));
  return [...new Set(tables)].toSorted().map((table) => `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE;`);
}

function inPlace({ from, to, labels, map }: EnumChange): Scripts {
  const renamed = labels.filter((label) => map.get(label) !== label);
  const rename = (type: TypeName, one: string, other: string): string =>
    `ALTER TYPE ${qualifyName(type)} RENAME VALUE ${quoteText(one)} TO ${quoteText(other)};`;
  const isNamed = from.name !== to.name;
  return {
    up: [
      ...renamed.map((label) => rename(from, label, map.get(label) ?? label)),
      ...(isNamed ? [`ALTER TYPE ${qualifyName(from)} RENAME TO ${quoteName(to.name)};`] : []),
    ],
    down: [
      ...(isNamed ? [`ALTER TYPE ${qualifyName(to)} RENAME TO ${quoteName(from.name)};`] : []),
      ...renamed.map((label) => rename(from, map.get(label) ?? label, label)),
    ],
    retire: [],
  };
}

/** Both beside each other; the end of it is the exchange that another strategy begins with. */
function compat({ change, survey, rebuild, present, mapped, dress, compat: tables, isThere }: ScriptParts): Scripts {
  const { from, to, map } = change;
  const { make, drop } = compatStatements(change, tables);
  return {
    up: [...(isThere ? [] : [createType(change), ...dress(to)]), ...make],
    down: [...drop, ...(isThere ? [] : [`DROP TYPE ${qualifyName(to)};`])],
    retire: [
      ...drop,
      ...exchangeStatements({
        columns: survey.columns,
        rebuild,
        values: { from, to, map },
        present,
        made: mapped,
        wordOf: () => undefined,
      }),
      `DROP TYPE ${qualifyName(from)};`,
    ],
  };
}

function createType({ to, words }: EnumChange): string {
  return `CREATE TYPE ${qualifyName(to)} AS ENUM (${words.map((word) => quoteText(word)).join(", ")});`;
}

/** A new type that bears the old one's name takes it once that has stepped aside, and gives it back in the same way. */
function exchange(parts: ScriptParts): Scripts {
  const { change, strategy, survey, rebuild, present, mapped, dress } = parts;
  const isNew = strategy === "new type";
  const aside = isNew ? asideNames(change) : undefined;
  const old = aside?.old ?? change.from;
  const gone = aside?.gone ?? change.to;
  const sides = mergedValues({ ...change, from: old }, survey);
  const back = new Map(
    change.words.flatMap((word) => {
      const label = labelOf(change, word);
      return label === undefined ? [] : [[word, label] as const];
    }),
  );
  const merged = new Set(mergesOf(change).map(({ word }) => word));
  return {
    up: [
      ...exchangeStatements({
        columns: survey.columns,
        rebuild,
        values: { from: old, to: change.to, map: change.map },
        present,
        made: mapped,
        between: [
          ...(aside === undefined ? [] : [renameType(change.from, old)]),
          ...(isNew ? [createType(change), ...dress(change.to)] : []),
          ...sides.flatMap(({ keep }) => keep),
        ],
        wordOf: () => undefined,
      }),
      ...sides.flatMap(({ watch }) => watch),
    ],
    down: [
      ...sides.flatMap(({ unwatch }) => unwatch),
      ...exchangeStatements({
        columns: survey.columns,
        rebuild,
        values: { from: gone, to: change.from, map: back },
        present: mapped,
        made: present,
        between: aside === undefined ? [] : [renameType(change.to, gone), renameType(old, change.from)],
        wordOf: (column, word) => {
          const side = sides.find((one) => one.column === column);
          if (side === undefined || !merged.has(word)) return undefined;
          const type = qualifyName(change.from);
          return `coalesce(${side.was}::${type}, ${quoteText(back.get(word) ?? "")}::${type})`;
        },
      }),
      ...sides.flatMap(({ forget }) => forget),
      ...(isNew ? [`DROP TYPE ${qualifyName(gone)};`] : []),
    ],
    retire: [...sides.flatMap(({ unwatch, forget }) => [...unwatch, ...forget]), `DROP TYPE ${qualifyName(old)};`],
  };
}

function renameType(type: TypeName, { name }: TypeName): string {
  return `ALTER TYPE ${qualifyName(type)} RENAME TO ${quoteName(name)};`;
}

/** What either type is called while the other one has the name that is theirs both; undefined where each has its own. */
function asideNames({ from, to }: EnumChange): { readonly old: TypeName; readonly gone: TypeName } | undefined {
  if (from.name !== to.name || from.schema !== to.schema) return undefined;
  return { old: { ...from, name: asideName(from.name, "__old") }, gone: { ...to, name: asideName(to.name, "__new") } };
}

/** Within 63 bytes. */
function asideName(name: string, end: string): string {
  let start = name;
  while (Buffer.byteLength(start + end) > 63) start = start.slice(0, -1);
  return start + end;
}
