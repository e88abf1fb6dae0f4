/** A condition in LanceDB's SQL. Values only ever stand in it as quoted literals, so that no text can be more than text. */
export type Predicate = string;

type Column = "id" | "source" | "path" | "kind" | "component" | "project";

/** The column is this value. */
export function equals(column: Column, value: string): Predicate {
  return `${column} = ${literal(value)}`;
}

/** The column is another value. */
export function differs(column: Column, value: string): Predicate {
  return `${column} <> ${literal(value)}`;
}

/** The column is one of these values; there is at least one. */
export function isOneOf(column: Column, values: readonly string[]): Predicate {
  return `${column} IN (${values.map(literal).join(", ")})`;
}

/** One of the patterns of LIKE, with `\` before what stands for itself. */
export function isLike(column: Column, patterns: readonly string[]): Predicate {
  return `(${patterns.map((pattern) => `${column} LIKE ${literal(pattern)} ESCAPE '\\'`).join(" OR ")})`;
}

/** `milliseconds` since 1970. */
export function isSince(milliseconds: number): Predicate {
  return `modified >= ${Math.trunc(milliseconds)}`;
}

/** All of them together; undefined: everything. */
export function all(predicates: readonly Predicate[]): Predicate | undefined {
  return predicates.length === 0 ? undefined : predicates.join(" AND ");
}

/** A quote is doubled; nothing else means anything within quotes. */
function literal(value: string): string {
  return `'${value.toWellFormed().replaceAll("\0", "").replaceAll("'", "''")}'`;
}
