/** A column as `sql/postgres/verify/catalog.sql` describes it, taken apart. */
export interface ColumnDefinition {
  /** As `format_type` writes it: `character varying(50)`, `text[]`. */
  readonly type: string;
  readonly required: boolean;
  readonly identity: boolean;
  readonly default?: string;
  readonly generated?: string;
}

/** Reads `integer not null default nextval('file_audit_id_seq'::regclass)`. */
export function columnDefinition(text: string): ColumnDefinition {
  const parts = /^(.*?)( not null)?( identity (?:always|by default))?(?: (default|generated) ([^]*))?$/.exec(text);
  const [, type = text, required, identity, how, expression = ""] = parts ?? [];
  const base = { type, required: required !== undefined, identity: identity !== undefined };
  if (how === "default") return { ...base, default: expression };
  return how === "generated" ? { ...base, generated: expression } : base;
}

/**
 * How well a column of somebody else's serves as one of v7's: `wider` takes every value v7 writes and gives it back unchanged.
 * `isReference`: a foreign key keeps it to the numbers of rows. Whether NULL is allowed, and defaults, are compared apart.
 */
export function compareTypes(
  expected: ColumnDefinition,
  found: ColumnDefinition,
  isReference = false,
): "equal" | "wider" | "incompatible" {
  if (found.type === expected.type) return "equal";
  return isWider(expected.type, found.type) || isRowNumber(expected, found, isReference) ? "wider" : "incompatible";
}

/**
 * `ADD COLUMN` with type and default alone: NOT NULL and CHECK would be constraints on somebody else's rows. Where the
 * default says when or who, rows that exist already stay without: nobody knows it of them.
 */
export function addColumn(name: string, { type, default: value, generated }: ColumnDefinition): string {
  const column = `ADD COLUMN ${name} ${type}`;
  if (generated !== undefined) return `${column} GENERATED ALWAYS AS (${generated}) STORED`;
  if (value === undefined) return column;
  return depends.test(value) ? `${column}, ALTER COLUMN ${name} SET DEFAULT ${value}` : `${column} DEFAULT ${value}`;
}

const depends = /\b(?:now\(|CURRENT_|SESSION_USER|current_setting\()/i;

/** A value each existing row would have to get for itself: adding it would rewrite them. */
export function numbersRows({ identity, default: value = "" }: ColumnDefinition): boolean {
  return identity || /\b(nextval|gen_random_uuid|clock_timestamp|random)\(/.test(value);
}

function isWider(expected: string, found: string): boolean {
  if (expected.endsWith("[]") && found.endsWith("[]")) return isWider(expected.slice(0, -2), found.slice(0, -2));
  const [from, to] = [textLength(expected), textLength(found)];
  if (from !== undefined && to !== undefined) return to >= from && !found.startsWith("character(");
  return widerTypes.has(`${expected} < ${found}`);
}

/** How many characters fit: `text` takes any number. `character` pads, so it is wider than nothing; v7's own always fill it. */
function textLength(type: string): number | undefined {
  if (type === "text" || type === "character varying") return Number.POSITIVE_INFINITY;
  const length = /^character(?: varying)?\((\d+)\)$/.exec(type)?.[1];
  return length === undefined ? undefined : Number(length);
}

const widerTypes: ReadonlySet<string> = new Set([
  "smallint < integer",
  "smallint < bigint",
  "integer < bigint",
  // v7's sessions are in UTC, so the same time goes in and comes out.
  "timestamp without time zone < timestamp with time zone",
]);

/** The database numbers the rows, and v7 writes only numbers it has read: a shorter range is the owner's business. */
function isRowNumber(expected: ColumnDefinition, found: ColumnDefinition, isReference: boolean): boolean {
  const isNumber = isReference || (numbersRows(expected) && numbersRows(found));
  return isNumber && expected.type === "bigint" && found.type === "integer";
}
