import type { Finding, Severity } from "../model/finding.ts";
import { readPackageFile } from "../model/package-file.ts";
import { type Catalog, type CatalogInterest, readCatalog } from "./catalog.ts";
import type { Connection } from "./connection.ts";

/** Where the expected schema lies, below the package's root; `scripts/expected-schema.ts` writes it. */
export const expectedSchemaPath = "sql/expected-schema.json";

/**
 * Compares the live schema with the one v7's migrations make: what is missing, different, or an extra column in a table
 * of v7's. Other people's objects are ignored. Empty when all is well. Belongs inside `inTransaction`, which sets the schema.
 */
export async function verifySchema(connection: Connection): Promise<Finding[]> {
  const expected = JSON.parse(readPackageFile(expectedSchemaPath)) as Catalog;
  const live = await readCatalog(connection, interestOf(expected));
  return [...missingOrDifferent(expected, live), ...extraColumns(expected, live)];
}

function interestOf(expected: Catalog): CatalogInterest {
  return {
    relations: [...Object.keys(expected["table"] ?? {}), ...Object.keys(expected["view"] ?? {})],
    functions: Object.keys(expected["function"] ?? {}).map((signature) => signature.slice(0, signature.indexOf("("))),
  };
}

function missingOrDifferent(expected: Catalog, live: Catalog): Finding[] {
  return Object.entries(expected).flatMap(([kind, members]) =>
    Object.entries(members)
      .filter(([name]) => !belongsToMissingRelation(kind, name, expected, live))
      .flatMap(([name, definition]) => compareObject(`${kind} ${name}`, definition, live[kind]?.[name])),
  );
}

/** A missing table is one finding, not one for each of its columns. */
function belongsToMissingRelation(kind: string, name: string, expected: Catalog, live: Catalog): boolean {
  const relation = kind === "index" ? tableOfIndex(expected[kind]?.[name] ?? "") : name.slice(0, name.indexOf("."));
  return ["table", "view"].some((relationKind) => {
    const isExpected = expected[relationKind]?.[relation] !== undefined;
    return isExpected && live[relationKind]?.[relation] === undefined;
  });
}

function tableOfIndex(definition: string): string {
  return / ON (\S+) USING /.exec(definition)?.[1] ?? "";
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

function finding(severity: Severity, code: string, message: string): Finding {
  return { severity, code, message };
}
