import { readPackageFile } from "../system/package-file.ts";
import type { Catalog } from "./catalog.ts";

/** Where the expected schema lies, below the package's root; `scripts/expected-schema.ts` writes it. */
export const expectedSchemaPath = "sql/expected-schema.json";

/** What all migrations together make in an empty schema. */
export function readExpectedSchema(): Catalog {
  return JSON.parse(readPackageFile(expectedSchemaPath)) as Catalog;
}

/** The members of one kind that belong to a table, by their own name: the columns of `v7_state`, its triggers. */
export function membersOf(
  catalog: Catalog,
  kind: "column" | "constraint" | "trigger",
  table: string,
): Map<string, string> {
  const members = Object.entries(catalog[kind] ?? {}).filter(([name]) => name.startsWith(`${table}.`));
  return new Map(members.map(([name, definition]) => [name.slice(table.length + 1), definition]));
}

/** The indexes of a table with their definitions. */
export function indexesOf(catalog: Catalog, table: string): Map<string, string> {
  return new Map(Object.entries(catalog["index"] ?? {}).filter(([, definition]) => tableOfIndex(definition) === table));
}

/** The table that `CREATE INDEX … ON table USING …` names. */
export function tableOfIndex(definition: string): string {
  return / ON (\S+) USING /.exec(definition)?.[1] ?? "";
}
