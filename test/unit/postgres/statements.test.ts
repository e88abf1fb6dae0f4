import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Effect, statementsOf } from "../../../src/postgres/guest/statements.ts";
import { tokensOf } from "../../../src/postgres/guest/tokens.ts";
import { listMigrations } from "../../../src/postgres/migrations.ts";

describe("the pieces of a migration", () => {
  test.each(listMigrations())("$name: joined together they are its bytes", ({ sql }) => {
    const statements = statementsOf(sql);
    expect(statements.map(({ text }) => text).join("")).toBe(sql);
    expect(statements.length).toBeGreaterThan(0);
  });

  test("any text at all comes back whole", () => {
    const fragments = ["'", '"', "$$", "$do$", "--", "/*", "*/", ";", "\n", "\\", "e'", "é", "a", "1", " ", "😀"];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string())), (parts) => {
        const sql = parts.join("");
        expect(
          tokensOf(sql)
            .map(({ text }) => text)
            .join(""),
        ).toBe(sql);
      }),
    );
  });

  test.each([
    ["a string", "INSERT INTO notes VALUES ('first; second', E'it\\'s; fine', 'it''s; fine'); SELECT 1"],
    ["a quoted name", 'CREATE TABLE "phase; 1" (id int); SELECT 1'],
    ["a line of comment", "SELECT 0 -- here; not there\n; SELECT 1"],
    ["nested comments", "SELECT /* a; /* b; */ c; */ 0; SELECT 1"],
    ["a dollar-quoted body", "DO $$ BEGIN PERFORM 1; END $$; SELECT 1"],
    ["a body with a tag", "DO $audit$ BEGIN PERFORM '$$;'; END $audit$; SELECT 1"],
  ])("a semicolon in %s ends nothing", (_, sql) => {
    expect(statementsOf(sql).map(({ text }) => text.trim().at(-1))).toEqual([";", "1"]);
  });
});

describe("what a statement is about", () => {
  test.each<[string, Effect]>([
    ["CREATE TABLE IF NOT EXISTS file_audit (id int)", { kind: "create-table", table: "file_audit" }],
    ['create table aya."System Nodes" (id int)', { kind: "create-table", table: "System Nodes" }],
    [
      "CREATE TABLE change_log_archive (LIKE change_log, PRIMARY KEY (id))",
      { kind: "create-table", table: "change_log_archive", like: "change_log" },
    ],
    ["-- [ADD-14]\nALTER TABLE ONLY Documents ADD COLUMN a int", { kind: "alter-table", table: "documents" }],
    [
      "CREATE UNIQUE INDEX IF NOT EXISTS services_key ON services (node_id)",
      { kind: "create-index", name: "services_key", table: "services" },
    ],
    [
      "CREATE TRIGGER touch_updated_at BEFORE UPDATE ON services FOR EACH ROW EXECUTE FUNCTION v7_touch_updated_at()",
      { kind: "create-trigger", name: "touch_updated_at", table: "services" },
    ],
    ["CREATE OR REPLACE VIEW v_service_status AS SELECT 1", { kind: "create-view", name: "v_service_status" }],
    ["CREATE FUNCTION v7_risk_rank(risk text)", { kind: "create-function", name: "v7_risk_rank" }],
    ["INSERT INTO v7_state DEFAULT VALUES", { kind: "other" }],
    [
      "DO $$ BEGIN IF true THEN CREATE TABLE chunks (id int); END IF; END $$",
      { kind: "block", effects: [{ kind: "create-table", table: "chunks" }] },
    ],
  ])("%s", (sql, effect) => {
    expect(statementsOf(sql).map((statement) => statement.effect)).toEqual([effect]);
  });
});
