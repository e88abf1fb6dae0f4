import { sha256 } from "../../model/digest.ts";
import { canonicalJson, type JsonObject } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { dependenciesOf } from "./dependencies.ts";
import { readRows, type CatalogueRow, type CatalogueRows } from "./read-rows.ts";
import { rolesOf } from "./roles.ts";

/** What kind of thing an object is; those of the last lines are named alone and never made anew. */
export type ObjectSort =
  | "role"
  | "setting"
  | "schema"
  | "extension"
  | "collation"
  | "enum"
  | "domain"
  | "composite"
  | "range"
  | "sequence"
  | "table"
  | "foreign table"
  | "column"
  | "default"
  | "constraint"
  | "index"
  | "view"
  | "materialized view"
  | "rule"
  | "trigger"
  | "event trigger"
  | "policy"
  | "statistics"
  | "function"
  | "procedure"
  | "aggregate"
  | "cast"
  | "operator"
  | "operator family"
  | "operator class"
  | "text search dictionary"
  | "text search configuration"
  | "foreign-data wrapper"
  | "foreign server"
  | "user mapping"
  | "publication"
  | "publication table"
  | "publication schema"
  | "default privileges"
  | "base type"
  | "language"
  | "transform"
  | "conversion"
  | "access method"
  | "text search parser"
  | "text search template"
  | "subscription";

/** One object of a database that is no extension's and no system's: everything needed to make it again and to tell it apart. */
export interface CatalogueObject {
  /** `classid/objid/subid` of that database: what `needs` names. */
  readonly key: string;
  readonly sort: ObjectSort;
  /** Qualified and quoted where need be, as PostgreSQL says it: `crm."Contact".status`. */
  readonly identity: string;
  /** The identity of the table or view it belongs to. */
  readonly table: string | null;
  readonly schema: string | null;
  readonly owner: string | null;
  /** Statements that give what was granted beside the rights that every such object begins with, in the order they must run. */
  readonly grants: readonly string[];
  readonly comment: string | null;
  /**
   * The statement that makes it, with every name qualified; for a column what CREATE TABLE says of it, for a setting its
   * value, "" for sorts that are only named. Two statements where a partition is made and attached.
   */
  readonly definition: string;
  /** What the definition does not say; only what is not as PostgreSQL makes it by itself. */
  readonly flags: JsonObject;
  /** Keys of what must be there before it, sorted. */
  readonly needs: readonly string[];
}

export interface CatalogueFilter {
  /** Schemas whose objects are left out: that of v7's own ledger. */
  readonly withoutSchemas?: readonly string[];
}

/**
 * Reads every object of a database, set by set, in a transaction of the caller's: one snapshot where it is REPEATABLE READ.
 * The caller's settings are as before when it ends. The roles among them are those that the objects name.
 */
export async function readObjects(
  connection: Connection,
  filter: CatalogueFilter = {},
): Promise<readonly CatalogueObject[]> {
  const rows = await readRows(connection);
  const dependencies = dependenciesOf(rows.dependencies);
  const left = rows.objects.filter((row) => isPeoples(row, filter) && !isExtensions(row, dependencies.extensionOf));
  const needs = dependencies.needsAmong(left);
  const knowledge = knowledgeOf(rows);
  const objects = left.map((row) => objectOf(row, needs.get(row.key) ?? [], knowledge));
  return [...rolesOf(rows, left), ...objects].toSorted(bySortAndIdentity);
}

/**
 * SHA-256 over everything but keys and what stands on them, and but roles, which are the server's. Equal digests: two databases
 * have the same objects, with the same owners, grants, comments and flags.
 */
export function digestOf(objects: readonly CatalogueObject[]): string {
  const lines = objects
    .filter(({ sort }) => sort !== "role")
    .toSorted(bySortAndIdentity)
    .map(canonicalObject);
  return sha256(lines.join("\n"));
}

function canonicalObject({
  sort,
  identity,
  table,
  owner,
  grants,
  comment,
  definition,
  flags,
}: CatalogueObject): string {
  return canonicalJson({ sort, identity, table, owner, grants, comment, definition, flags });
}

function bySortAndIdentity(left: CatalogueObject, right: CatalogueObject): number {
  return compare(left.sort, right.sort) || compare(left.identity, right.identity);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isPeoples({ schema }: CatalogueRow, { withoutSchemas = [] }: CatalogueFilter): boolean {
  return schema === null || !(/^pg_(toast|temp|toast_temp_)/.test(schema) || withoutSchemas.includes(schema));
}

function isExtensions(row: CatalogueRow, extensionOf: (key: string) => string | undefined): boolean {
  return extensionOf(row.key) !== undefined || (row.within !== null && extensionOf(row.within) !== undefined);
}

/** What other statements know of an object, by key. */
interface Knowledge {
  readonly grants: ReadonlyMap<string, readonly string[]>;
  readonly comments: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, JsonObject>;
  readonly extensions: ReadonlyMap<string, readonly string[]>;
}

function knowledgeOf({ grants, comments, dependencies, objects }: CatalogueRows): Knowledge {
  const names = new Map(objects.map(({ key, identity }) => [key, identity]));
  const labels = Map.groupBy(
    comments.filter(({ provider }) => provider !== null),
    ({ key }) => key,
  );
  const hooked = Map.groupBy(
    dependencies.filter(({ type }) => type === "x"),
    ({ key }) => key,
  );
  return {
    grants: mapValues(
      Map.groupBy(grants, ({ key }) => key),
      (rows) => rows.map(({ statement }) => statement),
    ),
    comments: new Map(comments.flatMap(({ key, provider, text }) => (provider === null ? [[key, text] as const] : []))),
    labels: mapValues(labels, (rows) => Object.fromEntries(rows.map(({ provider, text }) => [provider ?? "", text]))),
    extensions: mapValues(hooked, (rows) => rows.map(({ needs }) => names.get(needs) ?? needs).toSorted()),
  };
}

function mapValues<From, To>(map: ReadonlyMap<string, From>, to: (value: From) => To): ReadonlyMap<string, To> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}

function objectOf(row: CatalogueRow, needs: readonly string[], knowledge: Knowledge): CatalogueObject {
  const { key, sort, identity, table, schema, owner, definition, flags } = row;
  const labels = knowledge.labels.get(key);
  const extensions = knowledge.extensions.get(key);
  return {
    key,
    sort,
    identity,
    table,
    schema,
    owner,
    grants: knowledge.grants.get(key) ?? [],
    comment: knowledge.comments.get(key) ?? null,
    definition: sort === "setting" && identity.startsWith("search_path") ? canonicalPath(definition) : definition,
    flags: {
      ...flags,
      ...(labels ? { security_labels: labels } : {}),
      ...(extensions ? { depends_on_extensions: extensions } : {}),
    },
    needs,
  };
}

/** A search path as somebody wrote it, each name in quotes: `"$user", "public"`. What has no quotes is in small letters. */
function canonicalPath(text: string): string {
  const names = [...text.matchAll(/"(?:[^"]|"")*"|[^,\s]+/g)].map(([name]) => name);
  return names.map((name) => (name.startsWith('"') ? name : `"${name.toLowerCase()}"`)).join(", ");
}
