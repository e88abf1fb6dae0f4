import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { listMigrations, schemaText, seedNames } from "../../src/postgres/migrations.ts";

const article = readFileSync(packagePath("test/fixtures/directive-005-article-3.sql"), "utf8");

describe("Directive 005", () => {
  test("`db schema` prints Article 3 byte for byte", () => {
    expect(schemaText("directive-005").slice(0, article.length)).toBe(article);
  });

  test("its thirteen statements stand in the migration, each under its label", () => {
    const sections = migrationText("0001_directive_005.sql")
      .split(/^-- \[SEED 003\] statement \d+\n/m)
      .slice(1);
    expect(sections).toHaveLength(13);
    const statements = sections.map((section) => section.split(/^-- \[ADD-/m)[0] ?? "");
    expect(statements.join("")).toBe(article);
    expect(statements.every((statement) => /;\n+$/.test(statement))).toBe(true);
  });

  test("every other statement of the migration carries a label and a reason", () => {
    const additions = [...migrationText("0001_directive_005.sql").matchAll(/^-- \[ADD-\d+\] (.*)$/gm)];
    expect(additions.length).toBeGreaterThan(5);
    expect(additions.every(([, reason]) => (reason ?? "").length > 10)).toBe(true);
  });

  test("what v7 adds is printed apart, with its place", () => {
    const additions = schemaText("directive-005").slice(article.length);
    expect(additions).toMatch(/^-- \[ADD-1\] .*\[after statement 1\]\nALTER TABLE v7_migration_workflow\n/m);
    expect(additions).toContain("planned_days INTEGER");
    expect(additions).not.toContain("[SEED");
  });
});

describe("the other seeds", () => {
  test("every seed has its text", () => {
    expect(seedNames).toEqual(["directive-005", "registry", "aya", "meta"]);
    expect(schemaText("registry")).toContain("CREATE TABLE v7_files");
    expect(schemaText("meta")).toContain("CREATE TABLE gap_findings");
  });

  test("the one changed word of AYA is labelled", () => {
    expect(schemaText("aya").match(/^-- \[CHG-\d+\]/gm)).toEqual(["-- [CHG-1]"]);
  });

  test("no migration touches what belongs to the database's owner", () => {
    const all = listMigrations()
      .map(({ sql }) => sql)
      .join("\n");
    expect(all).not.toMatch(/ALTER DATABASE|CREATE ROLE|REVOKE|^\\/m);
  });
});

function migrationText(name: string): string {
  return listMigrations().find((migration) => migration.name === name)?.sql ?? "";
}
