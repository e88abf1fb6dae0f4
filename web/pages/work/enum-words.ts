import type { Json } from "../../../src/model/json.ts";
import type { ShowOutput } from "../../../src/model/output/show.ts";

/** What a resource says of itself: its row, else what is declared of it. */
export type Said = { readonly [field: string]: Json };

export function saidBy({ fields }: Pick<ShowOutput, "fields">): Said {
  return Object.fromEntries(
    fields.map(({ field, declared, live, known_to: knownTo }) => [field, knownTo.includes("live") ? live : declared]),
  );
}

export function textIn(said: Said, field: string): string | undefined {
  const value = said[field];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function textsIn(said: Said, field: string): readonly string[] {
  const value = said[field];
  return Array.isArray(value) ? value.map(String) : [];
}

function mapIn(said: Said, field: string): { readonly [key: string]: unknown } {
  const value: unknown = said[field];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A present value and the new one. */
export interface Mapping {
  readonly value: string;
  /** Undefined: none is named. */
  readonly becomes: string | undefined;
}

/** What becomes of each value, those that nothing becomes of first. */
export function mappingsOf(said: Said): readonly Mapping[] {
  const map = mapIn(said, "valueMap");
  const all = textsIn(said, "currentValues").map((value): Mapping => {
    const becomes = Object.hasOwn(map, value) ? map[value] : undefined;
    return { value, becomes: typeof becomes === "string" ? becomes : undefined };
  });
  return all.toSorted((left, right) => Number(left.becomes !== undefined) - Number(right.becomes !== undefined));
}

/** New values that no present one becomes. */
export function freshValues(said: Said): readonly string[] {
  const reached = new Set(mappingsOf(said).map(({ becomes }) => becomes));
  return textsIn(said, "targetValues").filter((value) => !reached.has(value));
}

/** Where it is used: a table, and its columns as far as they are named. */
export function usesOf(said: Said): readonly (readonly [string, readonly string[]])[] {
  const columns = mapIn(said, "affectedColumns");
  const tables = [...new Set([...textsIn(said, "affectedTables"), ...Object.keys(columns)])];
  return tables.map((table) => {
    const of = Object.hasOwn(columns, table) ? columns[table] : undefined;
    return [table, Array.isArray(of) ? of.map(String) : []];
  });
}

/** What nobody may agree without, and is not there yet. */
export function missingFor(said: Said): readonly string[] {
  const needed = {
    "a risk": "riskLevel",
    "a migration script": "migrationScript.text",
    "a rollback script": "rollbackScript.text",
  };
  return Object.entries(needed).flatMap(([says, field]) => (textIn(said, field) === undefined ? [says] : []));
}
