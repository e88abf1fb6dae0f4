import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
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
const statements = filesBelow("sql", ".sql").filter((name) => !/^(migrations|reports)\//.test(name));

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
    const source = `const ü = 1; run(readSql("journal/newest.sql"), [readSql("journal/roots.sql")]);`;
    const [newest, roots] = ["journal/newest.sql", "journal/roots.sql"].map((name) => JSON.stringify(readSql(name)));
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

function filesBelow(folder: string, ending: string): string[] {
  const files = readdirSync(packagePath(folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(ending)).toSorted();
}

function topFolder(path: string): string {
  return path.slice(0, path.indexOf("/"));
}
