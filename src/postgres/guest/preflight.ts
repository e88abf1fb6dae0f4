import type { Catalog } from "../catalog.ts";
import type { Connection } from "../connection.ts";
import { indexesOf, membersOf, readExpectedSchema } from "../expected-schema.ts";
import type { Migration } from "../migrations/files.ts";
import { findClashes, sameView } from "./clashes.ts";
import { compareTable, hasKey, noPrimaryKey, type TableComparison } from "./compare-table.ts";
import { type Made, madeBy, type ParsedMigration, parseMigrations } from "./made.ts";
import type { PlannedAdoption } from "./planned-adoption.ts";
import { readAdoptions } from "./recorded.ts";
import { type MissingRight, missingRights } from "./rights.ts";
import { readSurroundings, type Surroundings } from "./surroundings.ts";

/** Everything that is known before the first statement of a migration in somebody's database. */
export interface Preflight {
  readonly parsed: readonly ParsedMigration[];
  readonly surroundings: Surroundings;
  /** Tables that pending migrations meet and that serve as they are, with what each gets. */
  readonly adoptions: readonly PlannedAdoption[];
  /** Every reason why v7 cannot live here; empty when it can. */
  readonly incompatible: readonly string[];
  readonly missingRights: readonly MissingRight[];
  /** Views and functions that are there already and equal, and tables that only a block would make. */
  readonly present: ReadonlySet<string>;
}

/** What was migrated before, and what is about to be. */
export interface Progress {
  readonly applied: readonly Migration[];
  readonly pending: readonly Migration[];
}

/**
 * Compares what pending migrations make with what exists. Reads the catalog and v7's own record of adoptions, changes nothing.
 * Belongs inside `inTransaction`. `expected` is what all migrations together make.
 */
export async function preflight(
  connection: Connection,
  { applied, pending }: Progress,
  expected: Catalog = readExpectedSchema(),
): Promise<Preflight> {
  const parsed = parseMigrations(pending);
  const made = madeBy(parsed);
  const own = madeBy(parseMigrations(applied));
  const recorded = (await readAdoptions(connection)).map(({ table }) => table);
  const tables = [...new Set([...made.tables, ...made.blockTables, ...recorded])];
  const surroundings = await readSurroundings(connection, made, namesOf(made, expected), tables);
  const existing = new Set(Object.keys(surroundings.live["table"] ?? {}));
  const adopted = [...existing].filter((table) => made.adoptable.has(table) || recorded.includes(table)).toSorted();
  const comparisons = adopted.map((table) => compareTable(table, expected, surroundings.live));
  const adoptions = comparisons.map((comparison) => planned(comparison, expected, surroundings));
  const unfit = comparisons.flatMap(({ incompatible }) => incompatible);
  const references = referencesTo(adopted, made, existing, expected);
  return {
    parsed,
    surroundings,
    adoptions,
    incompatible: [
      ...findClashes({ made, own, recorded: new Set(recorded) }, expected, surroundings),
      ...unfit,
      ...references
        .filter(({ table, columns }) => !unfit.includes(noPrimaryKey(table, columns)))
        .flatMap((reference) => missingTarget(reference, surroundings.live)),
    ],
    missingRights: missingRights(
      surroundings,
      adoptions,
      references.map(({ table }) => table),
    ),
    present: presentObjects({ made, own }, expected, surroundings),
  };
}

/** Names in the one space that tables, views, indexes and sequences share, and types beside them. */
function namesOf(made: Made, expected: Catalog): string[] {
  const implied = [...made.tables].flatMap((table) => [
    ...indexesOf(expected, table).keys(),
    ...[...membersOf(expected, "column", table)].flatMap(([column, text]) => sequenceOf(table, column, text)),
  ]);
  return [...made.tables, ...made.blockTables, ...made.views, ...made.others, ...made.indexes.keys(), ...implied];
}

function sequenceOf(table: string, column: string, definition: string): string[] {
  const named = /nextval\('([^']+)'/.exec(definition)?.[1];
  if (named !== undefined) return [named];
  return / identity /.test(definition) ? [`${table}_${column}_seq`] : [];
}

function planned(comparison: TableComparison, expected: Catalog, { live, tables }: Surroundings): PlannedAdoption {
  const { table, missing, differences, leftOut } = comparison;
  const triggers = [...membersOf(expected, "trigger", table).keys()];
  const there = membersOf(live, "trigger", table);
  const rowSecurity = tables.some(({ name, rowSecurity: isOn }) => name === table && isOn);
  return {
    table,
    addedColumns: missing.map(({ column }) => column),
    triggers: triggers.filter((name) => !there.has(name)),
    leftOut,
    differences: rowSecurity
      ? [...differences, `${table} has row level security: v7 sees what its policies let it`]
      : differences,
    clauses: missing.map(({ clause }) => clause),
  };
}

interface Reference {
  readonly from: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** The foreign keys that new tables of v7's will have to adopted ones. */
function referencesTo(
  adopted: readonly string[],
  made: Made,
  existing: ReadonlySet<string>,
  expected: Catalog,
): Reference[] {
  const fresh = [...made.tables].filter((table) => !existing.has(table));
  return fresh.flatMap((from) =>
    [...membersOf(expected, "constraint", from).values()].flatMap((definition) => {
      const [, table = "", columns = ""] = /^FOREIGN KEY .* REFERENCES (\S+?)\(([^)]*)\)/.exec(definition) ?? [];
      return adopted.includes(table) ? [{ from, table, columns: columns.split(", ") }] : [];
    }),
  );
}

function missingTarget({ from, table, columns }: Reference, live: Catalog): string[] {
  if (hasKey(live, table, columns)) return [];
  return [`${table} has no unique key (${columns.join(", ")}), which the new table ${from} refers to`];
}

function presentObjects(
  { made, own }: { readonly made: Made; readonly own: Made },
  expected: Catalog,
  { live, relations }: Surroundings,
): Set<string> {
  const views = [...made.views].filter((name) => sameView(expected["view"]?.[name], live["view"]?.[name]));
  const functions = Object.keys(expected["function"] ?? {})
    .filter((signature) => live["function"]?.[signature] === expected["function"]?.[signature])
    .map((signature) => signature.slice(0, signature.indexOf("(")));
  const blocks = relations.filter(({ name }) => made.blockTables.has(name)).map(({ name }) => name);
  // What earlier migrations made is theirs to replace.
  const foreign = [...views, ...functions].filter((name) => !own.views.has(name) && !own.functions.has(name));
  return new Set([...foreign, ...blocks]);
}
