import { existsSync, globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explanationOf } from "../src/engine/look/explain.ts";
import { listReports } from "../src/reports/catalogue.ts";
import { packagePath, readPackageFile } from "../src/system/package-file.ts";
import { kinds } from "../src/reconcilers/index.ts";
import { cellsOf } from "./support/markdown-table.ts";

interface Requirement {
  readonly id: string;
  readonly text: string;
  readonly place: string;
  readonly note: string;
}

const requirements = readPackageFile("Docs/requirements.md")
  .split("\n")
  .filter((line) => line.startsWith("| S"))
  .map((line): Requirement => {
    const [id = "", text = "", place = "", note = ""] = cellsOf(line);
    return { id, text, place, note };
  });

// As many as the seeds have clauses, and columns: table by table, in their order.
const series = [
  { of: "Enterprise OS", prefix: "S1-", digits: 3, count: 108 },
  { of: "the user guide", prefix: "S2-", digits: 3, count: 129 },
  { of: "the Unified Meta Collector Plan", prefix: "S3-", digits: 3, count: 153 },
  { of: "Directive 005", prefix: "S4-", digits: 2, count: 45 },
  { of: "its columns", prefix: "S4-C", digits: 3, count: 14 + 12 + 17 + 13 + 15 + 12 },
  { of: "the AYA system state", prefix: "S5-", digits: 3, count: 151 },
  {
    of: "its columns, those of documents and chunks first",
    prefix: "S5-C",
    digits: 3,
    count: 5 + 7 + 20 + 12 + 12 + 12 + 16 + 14 + 17 + 9 + 10 + 13 + 12,
  },
];

describe("Docs/requirements.md", () => {
  test.each(series)("has all $count rows of $of, in order", ({ prefix, count, digits }) => {
    const listed = requirements.map(({ id }) => id).filter((id) => id.replace(/\d+$/, "") === prefix);
    const expected = Array.from({ length: count }, (_, index) => `${prefix}${`${index + 1}`.padStart(digits, "0")}`);
    expect(listed).toEqual(expected);
  });

  test("has no row of another series", () => {
    expect(requirements.length).toBe(series.reduce((rows, { count }) => rows + count, 0));
  });

  test("says in each row what is required, and either where it lives or later", () => {
    const place = "(?:`[^`]+`|observed|database only)";
    const either = new RegExp(`^(?:later|${place}(?:, ${place})*)$`);
    expect(requirements.filter((row) => row.text === "" || !either.test(row.place))).toEqual([]);
  });

  test("says of each later row with what it comes, or what is missing", () => {
    expect(requirements.filter(({ place, note }) => place === "later" && note === "").map(({ id }) => id)).toEqual([]);
  });

  test("calls no column later: the tables are there, whoever fills them", () => {
    expect(requirements.filter(({ id, place }) => id.includes("C") && place === "later")).toEqual([]);
  });

  test("has no row of the user guide about tests or DART that is still to come", () => {
    const guide = requirements.filter(({ id }) => id.startsWith("S2-"));
    const about = guide.filter(({ text, note }) => /\b(?:DART|[Tt]ests?|report)\b/.test(`${text} ${note}`));
    expect(about.length).toBeGreaterThan(20);
    expect(about.filter(({ place }) => place === "later").map(({ id }) => id)).toEqual([]);
  });

  test("names only what exists", () => {
    const named = requirements.flatMap(({ place, note }) => referencesIn(`${place} ${note}`));
    const missing = [...new Set(named)].filter((reference) => !exists(reference));
    expect(missing).toEqual([]);
  });

  test("names the column of each field as the kind does", () => {
    const different = columnRows().flatMap(({ id, columns, fields }) =>
      fields.flatMap((field) => {
        const column = columnOf(field);
        return column === undefined || columns.includes(column) ? [] : [`${id}: ${field} is ${column}`];
      }),
    );
    expect(different).toEqual([]);
  });

  test("names for each column the field that declares it, or who else writes it", () => {
    const declared = columnRows().filter(({ fields }) => fields.length > 0);
    const others = columnRows().filter(({ fields }) => fields.length === 0);
    expect(declared.length).toBeGreaterThan(0);
    expect(others.filter(({ place }) => !/, (?:observed|database only)$/.test(place)).map(({ id }) => id)).toEqual([]);
  });
});

function referencesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, reference = ""]) => reference);
}

/** Whether a command, a report, a field, a path or an object of the schema is there. */
function exists(reference: string): boolean {
  const [first = "", second = "", third = "", fourth = ""] = reference.split(" ");
  if (first === "v7") return isCommand(second, third, fourth);
  if (isField(reference)) return fieldPaths(first).includes(second);
  if (/\/|\.(?:md|json|sql|ts|yaml)$/.test(reference)) return existsSync(packagePath(reference));
  return schemaObjects.has(reference);
}

function isCommand(first: string, second: string, third: string): boolean {
  if (first === "report" && second !== "" && second !== "list")
    return listReports().output.reports.some(({ name }) => name === second);
  const files = [`${first}.ts`, `${first}/index.ts`, `${first}/${second}.ts`, `${first}/${second}/${third}.ts`];
  return globSync(files, { cwd: packagePath("src/commands") }).length > 0;
}

function isField(reference: string): boolean {
  return /^[A-Z][A-Za-z]+ (?:metadata|spec)\./.test(reference);
}

function fieldPaths(kind: string): string[] {
  return fieldsOf(kind).map(({ field }) => field);
}

function fieldsOf(kind: string) {
  if (!kinds.all.some(({ name }) => name === kind)) return [];
  return explanationOf(kinds, kind).fields;
}

/** The column of a field written as `Kind spec.field`, if it has one. */
function columnOf(field: string): string | undefined {
  const [kind = "", path = ""] = field.split(" ");
  return fieldsOf(kind).find((explained) => explained.field === path)?.column ?? undefined;
}

/** Columns, constraints and triggers by table and name; tables, views, indexes and functions by name. */
const schemaObjects = new Set(
  Object.values(JSON.parse(readPackageFile("sql/expected-schema.json")) as Record<string, object>).flatMap((objects) =>
    Object.keys(objects),
  ),
);

function columnRows() {
  return requirements
    .filter(({ id }) => id.includes("C"))
    .map(({ id, place }) => {
      const references = referencesIn(place);
      return {
        id,
        place,
        columns: references.filter((reference) => !isField(reference)),
        fields: references.filter(isField),
      };
    });
}
