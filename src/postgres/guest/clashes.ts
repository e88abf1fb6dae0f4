import type { Catalog } from "../catalog.ts";
import { membersOf } from "../expected-schema.ts";
import type { Made } from "./made.ts";
import type { Surroundings } from "./surroundings.ts";

/** What v7 is about to make, and what it has made or adopted here before. */
export interface Undertaking {
  readonly made: Made;
  /** By migrations that were applied: a later one may replace these views and functions. */
  readonly own: Made;
  /** The tables adopted before. */
  readonly recorded: ReadonlySet<string>;
}

/** Names that are taken by something v7 can neither use nor do without. */
export function findClashes(
  { made, own, recorded }: Undertaking,
  expected: Catalog,
  { relations, types, live }: Surroundings,
): string[] {
  const isAdopted = (table: string): boolean =>
    live["table"]?.[table] !== undefined && (made.adoptable.has(table) || recorded.has(table));
  return [
    ...relations.flatMap(({ name, kind, table }) => {
      if (kind === "r" || kind === "p") return tableClash(name, made);
      if (kind === "v" && own.views.has(name)) return [];
      if (kind === "v" && made.views.has(name)) return viewClash(name, expected, live);
      if (isPartOfAdopted(table ?? ownerOfName(name, made, expected), isAdopted)) return [];
      return [`${name} is taken by ${kindNames[kind] ?? "another object"}${table === null ? "" : ` of ${table}`}`];
    }),
    ...types
      .filter((name) => !relations.some((relation) => relation.name === name))
      .map((name) => `${name} is taken by a type`),
    ...functionClashes({ made, own }, expected, live),
    ...triggerClashes(made, expected, live),
  ];
}

/**
 * Whether two definitions of a view say the same. Over a wider column the server writes the same view with other casts,
 * or with none.
 */
export function sameView(expected: string | undefined, found: string | undefined): boolean {
  return expected !== undefined && found !== undefined && withoutCasts(expected) === withoutCasts(found);
}

function withoutCasts(definition: string): string {
  // A cast column is named after itself by an alias.
  return definition
    .replaceAll(casts, "")
    .replaceAll(/\((\w+)\)/g, "$1")
    .replaceAll(/\b(\w+) AS \1\b/g, "$1");
}

/** To the types that a column may have in place of a narrower one. */
const casts = /::(?:text|character varying|integer|bigint|timestamp with(?:out)? time zone)(?:\[\])?/g;

function tableClash(name: string, made: Made): string[] {
  if (made.adoptable.has(name) || made.blockTables.has(name)) return [];
  return made.tables.has(name)
    ? [`${name} is a table of v7's own name, but v7's ledger does not know it`]
    : [`${name} is taken by a table`];
}

function viewClash(name: string, expected: Catalog, live: Catalog): string[] {
  return sameView(expected["view"]?.[name], live["view"]?.[name])
    ? []
    : [`the view ${name} is not v7's: its definition differs`];
}

/** Indexes and sequences of an adopted table are its owner's; v7 makes none there. */
function isPartOfAdopted(table: string | undefined, isAdopted: (table: string) => boolean): boolean {
  return table !== undefined && isAdopted(table);
}

/** The table whose sequence would have the name. */
function ownerOfName(name: string, made: Made, expected: Catalog): string | undefined {
  return [...made.tables].find((table) =>
    [...membersOf(expected, "column", table)].some(
      ([column, text]) => text.includes(`nextval('${name}'`) || name === `${table}_${column}_seq`,
    ),
  );
}

function functionClashes({ made, own }: Pick<Undertaking, "made" | "own">, expected: Catalog, live: Catalog): string[] {
  return Object.entries(live["function"] ?? {})
    .filter(([signature]) => made.functions.has(nameIn(signature)) && !own.functions.has(nameIn(signature)))
    .filter(([signature, definition]) => expected["function"]?.[signature] !== definition)
    .map(([signature]) => `the function ${signature} is not v7's: its definition differs`);
}

function nameIn(signature: string): string {
  return signature.slice(0, signature.indexOf("("));
}

/** On tables that are about to be adopted; those adopted before have v7's triggers already. */
function triggerClashes(made: Made, expected: Catalog, live: Catalog): string[] {
  return [...made.adoptable].flatMap((table) => {
    const wanted = membersOf(expected, "trigger", table);
    return [...membersOf(live, "trigger", table).keys()]
      .filter((name) => wanted.has(name))
      .map((name) => `${table} has a trigger ${name} of its own`);
  });
}

const kindNames: { readonly [kind: string]: string } = {
  i: "an index",
  I: "an index",
  S: "a sequence",
  v: "a view",
  m: "a materialized view",
  f: "a foreign table",
  c: "a type",
};
