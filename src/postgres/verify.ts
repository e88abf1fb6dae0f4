import type { Code } from "../model/codes/codes.ts";
import type { Adoption } from "../model/output/db-status.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { sameView } from "./guest/clashes.ts";
import { columnDefinition, compareTypes } from "./guest/column-definition.ts";
import { compareTable } from "./guest/compare-table.ts";
import { madeBy, parseMigrations } from "./guest/made.ts";
import { readAdoptions } from "./guest/recorded.ts";
import { archiving } from "./guest/rewrite.ts";
import { type Catalog, type CatalogInterest, readCatalog } from "./catalog.ts";
import type { Connection } from "./connection.ts";
import { membersOf, readExpectedSchema, tableOfIndex } from "./expected-schema.ts";
import { listMigrations } from "./migrations/files.ts";

/**
 * Compares the live schema with the one v7's migrations make: what is missing, different, or an extra column in a table
 * of v7's. An adopted table need only be equal or wider, and keep v7's triggers. Other people's objects are ignored.
 * Empty when all is well. Belongs inside `inTransaction`, which sets the schema.
 */
export async function verifySchema(connection: Connection): Promise<Finding[]> {
  const expected = readExpectedSchema();
  const live = await readCatalog(connection, interestOf(expected));
  const adoptions = await readAdoptions(connection);
  const guests = wideTables(adoptions);
  const own = withoutTables(expected, guests);
  return [
    ...missingOrDifferent(own, live, guests),
    ...extraColumns(own, withoutTables(live, guests)),
    ...[...guests].flatMap((table) => compareGuest(table, expected, live)),
    ...adoptions.flatMap((adoption) => missingTriggers(adoption, expected, live)),
  ];
}

/** Adopted tables, and those that v7 made LIKE one of them. */
function wideTables(adoptions: readonly Adoption[]): ReadonlySet<string> {
  const adopted = new Set(adoptions.map(({ table }) => table));
  if (adopted.size === 0) return adopted;
  const { likes } = madeBy(parseMigrations(listMigrations()));
  return new Set([...adopted, ...[...likes].flatMap(([table, like]) => (adopted.has(like) ? [table] : []))]);
}

/** What belongs to none of these tables. */
function withoutTables(catalog: Catalog, tables: ReadonlySet<string>): Catalog {
  if (tables.size === 0) return catalog;
  const isKept = (kind: string, name: string, definition: string): boolean =>
    !tables.has(kind === "index" ? tableOfIndex(definition) : (name.split(".")[0] ?? name));
  return Object.fromEntries(
    Object.entries(catalog).map(([kind, members]) => [
      kind,
      Object.fromEntries(Object.entries(members).filter(([name, definition]) => isKept(kind, name, definition))),
    ]),
  );
}

function compareGuest(table: string, expected: Catalog, live: Catalog): Finding[] {
  if (live["table"]?.[table] === undefined) return [finding("error", "V7-B050", `missing table ${table}`)];
  const { missing, incompatible } = compareTable(table, expected, live);
  return [
    ...missing.map(({ column }) => finding("error", "V7-B050", `missing column ${table}.${column}`)),
    ...incompatible.map((reason) => finding("error", "V7-B051", `different table: ${reason}`)),
  ];
}

/** A trigger may have another form on an adopted table; it must call the same function, and be switched on. */
function missingTriggers({ table, triggers }: Adoption, expected: Catalog, live: Catalog): Finding[] {
  const found = membersOf(live, "trigger", table);
  const wanted = membersOf(expected, "trigger", table);
  if (live["table"]?.[table] === undefined) return [];
  return triggers.flatMap((name) => {
    const definition = found.get(name);
    if (definition === undefined) return [finding("error", "V7-B050", `missing trigger ${table}.${name}`)];
    const isSame = wanted.get(name) === undefined || callOf(definition) === callOf(wanted.get(name) ?? "");
    return isSame && !definition.endsWith(" (disabled)")
      ? []
      : [finding("error", "V7-B051", `different trigger ${table}.${name}`)];
  });
}

function callOf(definition: string): string {
  return definition.slice(definition.indexOf("EXECUTE FUNCTION"));
}

function interestOf(expected: Catalog): CatalogInterest {
  return {
    relations: [...Object.keys(expected["table"] ?? {}), ...Object.keys(expected["view"] ?? {})],
    functions: Object.keys(expected["function"] ?? {}).map((signature) => signature.slice(0, signature.indexOf("("))),
  };
}

function missingOrDifferent(expected: Catalog, live: Catalog, guests: ReadonlySet<string>): Finding[] {
  return Object.entries(expected).flatMap(([kind, members]) =>
    Object.entries(members)
      .filter(([name]) => !belongsToMissingRelation(kind, name, expected, live))
      .filter(([name]) => !(guests.size > 0 && servesAsWell(kind, name, { expected, live, guests })))
      .flatMap(([name, definition]) => compareObject(`${kind} ${name}`, definition, live[kind]?.[name])),
  );
}

interface Sides {
  readonly expected: Catalog;
  readonly live: Catalog;
  readonly guests: ReadonlySet<string>;
}

/** A view over a wider column is wider itself, and an adopted change_log has its owner's rows left where they are. */
function servesAsWell(kind: string, name: string, { expected, live, guests }: Sides): boolean {
  const [wanted, found] = [expected[kind]?.[name], live[kind]?.[name]];
  if (wanted === undefined || found === undefined) return false;
  if (kind === "view") return sameView(wanted, found);
  if (kind === "function") return name.startsWith(`${archiving}(`) && guests.has("change_log");
  const isOfView = kind === "column" && expected["view"]?.[name.slice(0, name.indexOf("."))] !== undefined;
  return isOfView && compareTypes(columnDefinition(wanted), columnDefinition(found)) === "wider";
}

/** A missing table is one finding, not one for each of its columns. */
function belongsToMissingRelation(kind: string, name: string, expected: Catalog, live: Catalog): boolean {
  const relation = kind === "index" ? tableOfIndex(expected[kind]?.[name] ?? "") : name.slice(0, name.indexOf("."));
  return ["table", "view"].some((relationKind) => {
    const isExpected = expected[relationKind]?.[relation] !== undefined;
    return isExpected && live[relationKind]?.[relation] === undefined;
  });
}

function compareObject(label: string, expected: string, found: string | undefined): Finding[] {
  if (found === expected) return [];
  if (found === undefined) return [finding("error", "V7-B050", `missing ${label}`)];
  const difference = expected.length + found.length < 200 ? `: expected ${expected}, found ${found}` : "";
  return [finding("error", "V7-B051", `different ${label}${difference}`)];
}

function extraColumns(expected: Catalog, live: Catalog): Finding[] {
  return Object.entries(live["column"] ?? {})
    .filter(([name]) => expected["column"]?.[name] === undefined && !sharedTables.has(name.slice(0, name.indexOf("."))))
    .map(([name, definition]) => finding("error", "V7-B052", `extra column ${name}: ${definition}`));
}

// Tables that other people fill too; theirs may be wider.
const sharedTables: ReadonlySet<string> = new Set(["file_audit", "documents"]);

function finding(severity: Severity, code: Code, message: string): Finding {
  return { severity, code, message };
}
