import type { CatalogueObject } from "../catalogue/objects.ts";
import { literal } from "./names.ts";
import type { ClonePlace } from "./place.ts";
import { ownerOf, quoted, settingsOf } from "./statements.ts";

/** What is said at one time of every object that is there. */
export interface Stage {
  of(object: CatalogueObject): readonly string[];
  /** What fails here shows in a later stage. */
  readonly isQuiet?: true;
}

/** What is said of all objects once they are there, stage by stage: grants last, and then what would watch all of it. */
export function stages(place: ClonePlace, made: readonly CatalogueObject[]): readonly Stage[] {
  const { serverVersion } = place.administrator;
  const isWatching = ({ sort }: CatalogueObject): boolean => sort === "event trigger";
  return [
    // While all is its maker's: its owner may see less than they did when it was filled.
    { of: ({ flags, identity }) => (flags["populated"] === true ? [`REFRESH MATERIALIZED VIEW ${identity}`] : []) },
    { of: (object) => (isWatching(object) ? [] : settingsOf(object, serverVersion)) },
    { of: (schema) => strangersIn(schema, place, made).map((role) => `GRANT CREATE ${role("TO")}`), isQuiet: true },
    { of: (object) => (isWatching(object) || isSuperusers(object, place) ? [] : listed(ownerOf(object))) },
    { of: (schema) => strangersIn(schema, place, made).map((role) => `REVOKE CREATE ${role("FROM")}`), isQuiet: true },
    { of: (object) => (isSuperusers(object, place) ? asSuperuser(object) : []) },
    { of: ({ sort, definition }) => (sort === "default privileges" ? [definition] : []) },
    { of: ({ grants }) => grants },
    { of: (object) => (object.sort === "setting" ? [settingOf(object, place.database)] : []) },
    { of: (object) => (isWatching(object) ? watching(object, place) : []) },
  ];
}

/**
 * Whoever is given something must have the right to make it there, unless a superuser gives it: owners of what lies in a schema
 * that is another one's. As the end of a statement.
 */
function strangersIn(
  { sort, schema, identity, owner }: CatalogueObject,
  { ownsServer }: ClonePlace,
  made: readonly CatalogueObject[],
): ((direction: "TO" | "FROM") => string)[] {
  if (sort !== "schema" || ownsServer) return [];
  const owners = made.flatMap((object) => (object.schema === schema && object.owner !== null ? [object.owner] : []));
  return [...new Set(owners)]
    .filter((name) => name !== owner)
    .map((name) => (direction) => `ON SCHEMA ${identity} ${direction} ${quoted(name)}`);
}

function listed(statement: string | undefined): string[] {
  return statement === undefined ? [] : [statement];
}

/** Only superusers own these; whoever does on the target is one here for a moment, in which nothing of the target's runs. */
function isSuperusers({ sort }: CatalogueObject, { ownsServer }: ClonePlace): boolean {
  return sort === "foreign-data wrapper" && ownsServer;
}

function asSuperuser(object: CatalogueObject): string[] {
  const { owner } = object;
  if (owner === null) return [];
  return [`ALTER ROLE ${quoted(owner)} SUPERUSER; ${ownerOf(object)}; ALTER ROLE ${quoted(owner)} NOSUPERUSER`];
}

function watching(object: CatalogueObject, place: ClonePlace): string[] {
  const owner = place.ownsServer ? asSuperuser(object) : listed(ownerOf(object));
  return [[object.definition, ...owner, ...settingsOf(object, place.administrator.serverVersion)].join("; ")];
}

function settingOf({ flags, definition }: CatalogueObject, database: string): string {
  const name = String(flags["name"]);
  const value = name.toLowerCase() === "search_path" ? listOf(definition) : literal(definition);
  const whose =
    flags["role"] === undefined
      ? `DATABASE ${database}`
      : `ROLE ${quoted(String(flags["role"]))} IN DATABASE ${database}`;
  return `ALTER ${whose} SET ${quoted(name)} TO ${value}`;
}

/** `"$user", "public"`, as the catalogue's reader writes it, in constants: '$user', 'public'. */
function listOf(path: string): string {
  const names = path.match(/"(?:[^"]|"")*"/g) ?? [];
  return names.map((name) => literal(name.slice(1, -1).replaceAll('""', '"'))).join(", ") || "''";
}
