import { isJsonObject, type Json } from "../../model/json.ts";
import type { CatalogueObject, ObjectSort } from "../catalogue/objects.ts";
import { addressOf, columnName, lastName, literal, nameWithin } from "./names.ts";
import type { Step } from "./order.ts";

/** Why an object is never made in a clone; undefined for what is tried. */
export function whyNever({ sort, flags }: CatalogueObject): string | undefined {
  if (flags["language"] === "c") return "its library is the target's server's: it is written in C";
  return neverMade[sort];
}

const neverMade: { readonly [sort in ObjectSort]?: string } = {
  "base type": "its functions are in a library of the target's server",
  language: "its handler is in a library of the target's server",
  transform: "its functions are in a library of the target's server",
  conversion: "its function is in a library of the target's server",
  "access method": "its handler is in a library of the target's server",
  "text search parser": "its functions are in a library of the target's server",
  "text search template": "its functions are in a library of the target's server",
  subscription: "it would fetch rows from another server",
};

/** The statement of a step. `columns` are those of all objects. */
export function makingOf({ kind, object }: Step, columns: readonly CatalogueObject[]): string {
  if (kind === "stub") return stubOf(object, columns);
  return kind === "replace" ? object.definition.replace(/^CREATE /, "CREATE OR REPLACE ") : object.definition;
}

/**
 * What has no step of its own: what is made with its table or by another way, and event triggers and default privileges, which
 * come when all else is made.
 */
export function isMadeWithOther({ sort, flags }: CatalogueObject): boolean {
  switch (sort) {
    case "column":
    case "role":
    case "setting":
    case "event trigger":
    case "default privileges":
      return true;
    case "sequence":
      return flags["identity"] !== undefined;
    case "constraint":
      return flags["made_with_table"] === true;
    case "index":
      return flags["constraint"] !== undefined;
    case "trigger":
      return flags["of_parent"] === true;
    default:
      return false;
  }
}

function stubOf({ identity }: CatalogueObject, columns: readonly CatalogueObject[]): string {
  const own = columns.filter(({ table }) => table === identity).toSorted((left, right) => at(left) - at(right));
  const texts = own.map((column) => {
    const name = columnName(column.identity, identity);
    const [type = "", collation] = column.definition.slice(name.length + 1).split(" COLLATE ");
    return `NULL::${type}${collation === undefined ? "" : ` COLLATE ${collation}`} AS ${name}`;
  });
  return `CREATE VIEW ${identity} AS SELECT ${texts.join(", ")}`;
}

function at({ flags }: CatalogueObject): number {
  return Number(flags["position"]);
}

/**
 * What is said of an object when all objects are there, without whose it is and who may use it. `serverVersion` is the clone's:
 * since 18 a NOT NULL is a constraint, and made as such.
 */
export function settingsOf(object: CatalogueObject, serverVersion: number): readonly string[] {
  const { sort, identity, flags, comment, table } = object;
  const own = flagStatements[sort]?.(object, identity) ?? [];
  const isNeverNull = serverVersion < 180_000 && flags["not_null"] === true && flags["inherited"] === true;
  const extensions = Array.isArray(flags["depends_on_extensions"]) ? flags["depends_on_extensions"] : [];
  const address = addressOf(object);
  return [
    ...own,
    ...when(isNeverNull, `ALTER TABLE ONLY ${table} ALTER COLUMN ${columnName(identity, table ?? "")} SET NOT NULL`),
    ...tablespaceOf(object),
    ...extensions.map((extension) => `ALTER ${address} DEPENDS ON EXTENSION ${String(extension)}`),
    ...(comment === null || address === undefined ? [] : [`COMMENT ON ${address} IS ${literal(comment)}`]),
  ];
}

/** Whose it is. A sequence that a table owns is that of the table's owner. */
export function ownerOf(object: CatalogueObject): string | undefined {
  const { sort, owner, flags } = object;
  const address = addressOf(object);
  if (owner === null || address === undefined) return undefined;
  if (sort === "sequence" && (flags["owned_by"] ?? flags["identity"]) !== undefined) return undefined;
  return `ALTER ${address} OWNER TO ${quoted(owner)}`;
}

/** A role's name, as statements have it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

type Flags = (object: CatalogueObject, identity: string) => string[];

const flagStatements: { readonly [sort in ObjectSort]?: Flags } = {
  table: ({ flags }, table) => [
    ...when(flags["row_security"], `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`),
    ...when(flags["force_row_security"], `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`),
    ...when(flags["replica_identity"] === "f", `ALTER TABLE ONLY ${table} REPLICA IDENTITY FULL`),
    ...when(flags["replica_identity"] === "n", `ALTER TABLE ONLY ${table} REPLICA IDENTITY NOTHING`),
  ],
  column: ({ flags, table }, identity) => {
    const column = `ALTER TABLE ONLY ${table} ALTER COLUMN ${columnName(identity, table ?? "")}`;
    return [
      ...word(flags["storage"], storages, (storage) => `${column} SET STORAGE ${storage}`),
      ...word(flags["compression"], compressions, (compression) => `${column} SET COMPRESSION ${compression}`),
      ...when(flags["statistics"] !== undefined, `${column} SET STATISTICS ${String(flags["statistics"])}`),
      ...when(flags["options"], `${column} SET (${optionsOf(flags["options"])})`),
    ];
  },
  sequence: ({ flags }, sequence) =>
    when(flags["owned_by"], `ALTER SEQUENCE ${sequence} OWNED BY ${String(flags["owned_by"])}`),
  index: ({ flags, table }, index) => [
    ...when(flags["partition_of"], `ALTER INDEX ${String(flags["partition_of"])} ATTACH PARTITION ${index}`),
    ...when(flags["constraint"] && flags["options"], `ALTER INDEX ${index} SET (${optionsOf(flags["options"])})`),
    ...when(flags["clustered"], `ALTER TABLE ${table} CLUSTER ON ${lastName(index)}`),
    ...when(flags["replica_identity"], `ALTER TABLE ONLY ${table} REPLICA IDENTITY USING INDEX ${lastName(index)}`),
    ...Object.entries(isJsonObject(flags["statistics"]) ? flags["statistics"] : {}).map(
      ([column, target]) => `ALTER INDEX ${index} ALTER COLUMN ${column} SET STATISTICS ${String(target)}`,
    ),
  ],
  constraint: ({ flags, table }, identity) => [
    ...word(flags["triggers"], firing, (how) => triggersOf({ identity, table: table ?? "", side: "=", how })),
    ...word(flags["triggers_there"], firing, (how) => triggersOf({ identity, table: table ?? "", side: "<>", how })),
  ],
  rule: ({ flags, table }, identity) =>
    word(flags["enabled"], firing, (how) => `ALTER TABLE ${table} ${how} RULE ${nameWithin(identity, table ?? "")}`),
  trigger: ({ flags, table }, identity) =>
    word(
      flags["enabled"],
      firing,
      (how) => `ALTER TABLE ONLY ${table} ${how} TRIGGER ${nameWithin(identity, table ?? "")}`,
    ),
  statistics: ({ flags }, statistics) =>
    when(flags["target"] !== undefined, `ALTER STATISTICS ${statistics} SET STATISTICS ${String(flags["target"])}`),
  "operator family": ({ flags }, family) =>
    when(flags["loose"], `ALTER OPERATOR FAMILY ${family} ADD ${listOf(flags["loose"])}`),
  "event trigger": ({ flags }, trigger) =>
    word(flags["enabled"], firing, (how) => `ALTER EVENT TRIGGER ${trigger} ${how}`),
};

interface Firing {
  readonly identity: string;
  readonly table: string;
  /** The triggers of the table itself, or of the one that it refers to. */
  readonly side: "=" | "<>";
  readonly how: string;
}

/** The triggers of a foreign key have names that are another database's numbers. */
function triggersOf({ identity, table, side, how }: Firing): string {
  const found = `t.tgconstraint = k.oid AND t.tgrelid ${side} k.conrelid AND k.conrelid = ${literal(table)}::regclass`;
  return `DO ${literal(`
DECLARE
    r record;
BEGIN
    FOR r IN SELECT t.tgrelid::regclass AS place, t.tgname
               FROM pg_catalog.pg_trigger t
               JOIN pg_catalog.pg_constraint k ON ${found}
              WHERE quote_ident(k.conname) = ${literal(nameWithin(identity, table))}
    LOOP
        EXECUTE format('ALTER TABLE ONLY %s ${how} TRIGGER %I', r.place, r.tgname);
    END LOOP;
END `)}`;
}

const storages: Words = { p: "PLAIN", e: "EXTERNAL", x: "EXTENDED", m: "MAIN" };
const compressions: Words = { p: "pglz", l: "lz4" };
const firing: Words = { D: "DISABLE", R: "ENABLE REPLICA", A: "ENABLE ALWAYS" };

type Words = { readonly [letter: string]: string };

function word(letter: Json | undefined, words: Words, statement: (word: string) => string): string[] {
  const found = typeof letter === "string" ? words[letter] : undefined;
  return found === undefined ? [] : [statement(found)];
}

function when(condition: unknown, statement: string): string[] {
  return condition === true || (condition !== undefined && condition !== false) ? [statement] : [];
}

function listOf(value: Json | undefined): string {
  return Array.isArray(value) ? value.map(String).join(", ") : "";
}

/** `fillfactor=90`. A superuser says it: what is no name and a plain value is left out, and told as a difference. */
function optionsOf(value: Json | undefined): string {
  const options = Array.isArray(value) ? value.map(String) : [];
  return options.filter((option) => /^[a-z_][a-z0-9_.]*=[\w.+-]*$/.test(option)).join(", ");
}

function tablespaceOf({ sort, identity, flags }: CatalogueObject): string[] {
  const { tablespace } = flags;
  if (typeof tablespace !== "string") return [];
  return [`ALTER ${addressOfStored(sort)} ${identity} SET TABLESPACE ${quoted(tablespace)}`];
}

function addressOfStored(sort: ObjectSort): string {
  return sort === "index" ? "INDEX" : sort === "materialized view" ? "MATERIALIZED VIEW" : "TABLE";
}
