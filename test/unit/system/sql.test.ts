import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { layoutFaults } from "../../../scripts/check-sql.ts";
import { sqlCalls, withSql } from "../../../scripts/inline-sql.ts";
import { packagePath, readSql } from "../../../src/system/package-file.ts";

interface Reader {
  /** The source file, below `src`. */
  readonly file: string;
  /** The literal, or undefined where the call has none. */
  readonly statement: string | undefined;
}

const readers = filesBelow("src", ".ts").flatMap((file) =>
  sqlCalls(readFileSync(packagePath(`src/${file}`), "utf8")).map(({ name }): Reader => ({ file, statement: name })),
);
const statements = filesBelow("sql", ".sql").filter((name) => !/^(migrations\/|reports\/[^/]+$)/.test(name));

describe("statements and who reads them", () => {
  test("every call names a file, by a literal", () => {
    expect(readers.filter(({ statement }) => statement === undefined || !statements.includes(statement))).toEqual([]);
  });

  test.each(statements)("%s is read by the folder its own is named after, and by no other", (name) => {
    const folders = readers.filter(({ statement }) => statement === name).map(({ file }) => topFolder(file));
    expect([...new Set(folders)]).toEqual([topFolder(name)]);
  });

  test.each(statements.filter((name) => name.startsWith("engine/")))("%s lies in the wing of a reader", (name) => {
    const wings = readers.filter(({ statement }) => statement === name).map(({ file }) => file.split("/")[1]);
    expect(wings).toContain(name.split("/")[1]);
  });
});

describe("the build", () => {
  const directory = packagePath("sql");

  test("puts the text where the call stands", () => {
    const source = `const ü = 1; run(readSql("journal/newest.sql"), [readSql("journal/unrecorded.sql")]);`;
    const [newest, roots] = ["journal/newest.sql", "journal/unrecorded.sql"].map((name) =>
      JSON.stringify(readSql(name)),
    );
    expect(withSql(source, "record.ts", directory)).toBe(`const ü = 1; run(${newest}, [${roots}]);`);
  });

  test("leaves what only looks like a call", () => {
    const source = `// readSql("x.sql")\nconst text = 'readSql("x.sql")'; other.readSql("x.sql");`;
    expect(withSql(source, "record.ts", directory)).toBe(source);
  });

  test.each([`readSql("journal/nothing.sql")`, "readSql(`journal/${name}.sql`)", "readSql(name)"])(
    "fails at %s and names the source",
    (call) => {
      expect(() => withSql(`run(${call})`, "src/journal/record.ts", directory)).toThrow(/^src\/journal\/record\.ts: /);
    },
  );
});

describe("the layout of a statement", () => {
  const good = `-- Files of a kind, and who changed them: the newest first.
-- $1 kind text, $2 ids bigint[]
SELECT path, string_agg(author, ', '
           ORDER BY author)
  FROM v7_files
  LEFT JOIN (SELECT file_id
               FROM v7_changes -- where
              WHERE detected_by = 'from $3') AS changes ON changes.file_id = id
 WHERE file_type = $1 AND id = ANY ($2)
   AND path <> ''
 GROUP BY path
`;

  test("has no faults where all is well", () => {
    expect(layoutFaults(good, false)).toEqual([]);
  });

  test("has a schema's name in quotes, whose letters would be folded", () => {
    const text = "-- The tables.\nSELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace\n";
    expect(layoutFaults(text, false)).toEqual(["2: quote_ident(current_schema())"]);
  });

  test.each([
    ["\n WHERE", "\nWHERE", "9: WHERE ends in column 5, not in 6"],
    ["              WHERE", "             WHERE", "8: WHERE ends in column 18, not in 19"],
    [" GROUP BY path\n", " GROUP BY path;\n", "1: a semicolon after the only statement"],
    [" GROUP BY path\n", " GROUP BY path;\nCOMMIT\n", "1: no semicolon after the last statement"],
    ["  FROM v7_files", "  from v7_files", "5: from is a keyword"],
    ["v7_files\n", "v7_files \n", "5: a tab, or blanks at the end"],
    ["first.\n", `first.${" Long".repeat(17)}\n`, "1: 144 characters, 140 are the most"],
    [/^.*\n/, "", "1: a head says what the statement does and why, then its parameters"],
    ["SELECT path", "-- More.\nSELECT path", "1: a head says what the statement does and why, then its parameters"],
    ["$2 ids bigint[]", "$2 bigint[]", "1: parameters are declared as `-- $1 name type, $2 name type`"],
    ["$1 kind text, $2 ids", "$2 kind text, $1 ids", "1: parameters are declared as `-- $1 name type, $2 name type`"],
    [", $2 ids bigint[]", "", "1: 1 parameters are declared, 2 are used"],
  ])("%j instead of %j is %s", (from, to, fault) => {
    expect(
      layoutFaults(
        good.replace(from, () => to),
        false,
      ),
    ).toEqual([fault]);
  });
});

function filesBelow(folder: string, ending: string): string[] {
  const files = readdirSync(packagePath(folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(ending)).toSorted();
}

function topFolder(path: string): string {
  return path.slice(0, path.indexOf("/"));
}
