import type { CatalogueObject, ObjectSort } from "../catalogue/objects.ts";

/** How statements name an object: `TYPE crm.status`, `CONSTRAINT urgent ON crm.tickets`. Undefined for what has no such name. */
export function addressOf({ sort, identity, table }: CatalogueObject): string | undefined {
  const word = words[sort];
  if (word === undefined) return undefined;
  const name =
    sort === "constraint" && table === null ? identity.replace(/^("(?:[^"]|"")*"|\S+) on /, "$1 ON DOMAIN ") : identity;
  return `${word} ${withinTable.has(sort) && table !== null ? `${nameWithin(identity, table)} ON ${table}` : name}`;
}

/** The name of what belongs to a table: `urgent` of `urgent on crm.tickets`. */
export function nameWithin(identity: string, table: string): string {
  return identity.slice(0, -` on ${table}`.length);
}

/** The name of a column: `status` of `crm.tickets.status`. */
export function columnName(identity: string, table: string): string {
  return identity.slice(`${table}.`.length);
}

/** The last part of a qualified name, quoted as it is there. */
export function lastName(identity: string): string {
  return /(?:"(?:[^"]|"")*"|[^."]+)$/.exec(identity)?.[0] ?? identity;
}

/** A text as statements have it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const withinTable: ReadonlySet<ObjectSort> = new Set<ObjectSort>(["constraint", "trigger", "policy", "rule"]);

/** ROUTINE finds aggregates and procedures too, by the types of their arguments alone. */
const words: { readonly [sort in ObjectSort]?: string } = {
  schema: "SCHEMA",
  extension: "EXTENSION",
  collation: "COLLATION",
  enum: "TYPE",
  composite: "TYPE",
  range: "TYPE",
  domain: "DOMAIN",
  sequence: "SEQUENCE",
  table: "TABLE",
  "foreign table": "FOREIGN TABLE",
  column: "COLUMN",
  constraint: "CONSTRAINT",
  index: "INDEX",
  view: "VIEW",
  "materialized view": "MATERIALIZED VIEW",
  rule: "RULE",
  trigger: "TRIGGER",
  "event trigger": "EVENT TRIGGER",
  policy: "POLICY",
  statistics: "STATISTICS",
  function: "ROUTINE",
  procedure: "ROUTINE",
  aggregate: "ROUTINE",
  cast: "CAST",
  operator: "OPERATOR",
  "operator family": "OPERATOR FAMILY",
  "operator class": "OPERATOR CLASS",
  "text search dictionary": "TEXT SEARCH DICTIONARY",
  "text search configuration": "TEXT SEARCH CONFIGURATION",
  "foreign-data wrapper": "FOREIGN DATA WRAPPER",
  "foreign server": "SERVER",
  publication: "PUBLICATION",
};
