import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OwnClone, openOwnClone } from "./own-clone.ts";

let clone: OwnClone;

beforeAll(() => {
  clone = openOwnClone({ example: true });
});
afterAll(() => clone.remove());

/** A program that says what it was started with, in the place of psql. */
function tellingPsql(): string {
  const folder = join(clone.root, ".git", "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "psql"), '#!/bin/sh\nprintf "%s\\n" "$@" "password: $PGPASSWORD"\nexit 3\n');
  chmodSync(join(folder, "psql"), 0o755);
  return `${folder}:${process.env["PATH"] ?? ""}`;
}

describe("db migrate --sql", () => {
  test("makes no server where none was made, and what it prints makes the schema", () => {
    const fresh = openOwnClone();
    const { stdout } = fresh.v7(["db", "migrate", "--sql"]);
    expect(fresh.v7(["db", "status", "--json"]).stdout).toContain('"running": false');
    expect(stdout).toMatch(/^BEGIN;\nSET LOCAL search_path = "public";\n/);
    expect(stdout).toMatch(/\nCOMMIT;\n$/);
    fresh.remove();
  });

  test("says so where nothing waits", () => {
    clone.v7(["db", "up"]);
    expect(clone.v7(["db", "migrate", "--sql"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^-- Schema \d+ is up to date: nothing would run\.\n$/),
    });
  });
});

test("db url is the same after each start", () => {
  const before = clone.v7(["db", "url"]).stdout;
  clone.v7(["db", "down"]);
  expect(clone.v7(["db", "url"]).stdout).toBe(before);
});

describe("db psql", () => {
  test("starts psql with the URL and its own words, and exits as it does", () => {
    const { status, stdout } = clone.v7Alone(["db", "psql", "--", "-c", "SELECT 1"], {
      environment: { PATH: tellingPsql() },
    });
    const url = clone.v7(["db", "url"]).stdout.trim();
    expect({ status, lines: stdout.split("\n") }).toEqual({
      status: 3,
      lines: [url, "-c", "SELECT 1", "password: ", ""],
    });
  });

  test("hands the password on by the environment alone", () => {
    const { stdout } = clone.v7Alone(["db", "psql"], {
      environment: { PATH: tellingPsql(), V7_DATABASE_URL: "postgres://arthur:hunter2@db.example/aya_rag" },
    });
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      "postgresql:///aya_rag?host=db.example&port=5432&user=arthur",
      "password: hunter2",
    ]);
  });

  test("says what to use where there is no psql", () => {
    expect(clone.v7Alone(["db", "psql"], { environment: { PATH: "" } })).toEqual({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(/^Error: there is no psql on the PATH \[V7-B180\]\n {2}v7 db sql -c /),
    });
  });
});

describe("db reset", () => {
  test("tells what goes and how to keep it, and changes nothing without a yes", () => {
    clone.v7(["apply", "--approved"]);
    const { status, stdout, stderr } = clone.v7(["db", "reset"]);
    expect(status).toBe(3);
    expect(stdout).toContain("v7_resources");
    expect(stdout).toContain("v7 db export -o FILE");
    expect(stderr).toContain("[V7-B181]");
    expect(JSON.parse(clone.v7(["history", "--json"]).stdout)).not.toMatchObject({ entries: [] });
  });

  test("makes the database anew, whoever is in it, and the documents make it again", () => {
    expect(clone.v7(["db", "reset", "--approved"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Made anew"),
    });
    expect(JSON.parse(clone.v7(["history", "--json"]).stdout)).toMatchObject({ entries: [] });
    expect(clone.v7(["apply", "--approved"])).toMatchObject({ status: 0 });
  });

  test("is refused on any other server", () => {
    const environment = { V7_DATABASE_URL: "postgres://arthur@db.example/aya_rag" };
    expect(clone.v7(["db", "reset", "--approved"], { environment })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("[V7-B182]"),
    });
  });
});

describe("-o -", () => {
  test("plan writes the plan to stdout and the text to stderr, and apply takes it", () => {
    clone.v7(["set", "task/1.1", "notes=Begun"]);
    const { stdout, stderr } = clone.v7(["plan", "-o", "-"]);
    expect(stderr).toContain("Plan: 0 to add, 1 to change, 0 to destroy.");
    writeFileSync(join(clone.root, ".git", "plan.json"), stdout);
    expect(clone.v7(["apply", ".git/plan.json", "--approved"])).toMatchObject({ status: 0 });
  });

  test("db export writes what v7 db import reads", () => {
    const { stdout, stderr } = clone.v7(["db", "export", "-o", "-"]);
    expect(stderr).toContain("Wrote stdout: ");
    writeFileSync(join(clone.root, ".git", "export.sql"), stdout);
    clone.v7(["db", "reset", "--approved"]);
    expect(clone.v7(["db", "import", ".git/export.sql", "--approved"])).toMatchObject({ status: 0 });
    expect(clone.v7(["plan"]).stdout).toContain("No changes.");
  });

  test("export index prints the index and writes no file", () => {
    clone.v7(["scan"]);
    expect(JSON.parse(clone.v7(["export", "index", "-o", "-"]).stdout)).toMatchObject({ format_version: 1 });
  });

  test("leaves no second document for --json", () => {
    expect(JSON.parse(clone.v7(["plan", "-o", "-", "--json"]).stdout)).toMatchObject({ error: { code: "V7-C004" } });
  });
});

test("--print0 prints paths as they are called from where one stands", () => {
  mkdirSync(join(clone.root, "notes"));
  writeFileSync(join(clone.root, "notes", "two words\n.md"), "Inventory\n");
  clone.v7(["scan"]);
  const listed = (below: string, ...words: string[]): string[] =>
    clone.v7([...words, "--print0"], { below }).stdout.split("\0");
  expect(listed("notes", "files", "--path", "*.md")).toEqual(["two words\n.md", ""]);
  expect(listed(".", "files", "--path", "notes")).toEqual(["notes/two words\n.md", ""]);
  expect(listed("state", "changes", "--path", "../notes")).toEqual(["../notes/two words\n.md", ""]);
});
