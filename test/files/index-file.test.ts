import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkIndex, type IndexPlace, usualIndexFile, writeIndex } from "../../src/files/registry/file-index.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { firstScan, registerFiles } from "./registry-rows.ts";

let database: TestDatabase;
let psql: Connection;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "v7-index-"));
  database = await testDatabase();
  psql = await database.connect({ applicationName: "psql" });
  await registerFiles(psql, [...firstScan, { path: usualIndexFile }, { path: "@downloads/invoice.pdf" }]);
});

afterAll(async () => {
  rmSync(root, { recursive: true });
  await database.drop();
});

describe("the index", () => {
  test("has every registered file of the repository but itself and the deleted ones, by path", async () => {
    expect(await writeIndex(psql, place())).toBe(7);
    const paths = JSON.parse(read()).files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(paths.toSorted());
    expect(paths).not.toContain(usualIndexFile);
    expect(paths).not.toContain("@downloads/invoice.pdf");
    expect(paths).not.toContain("Downloads/gone.md");
  });

  test("is the same however often and whenever it is written", async () => {
    await writeIndex(psql, place());
    const first = read();
    await psql.query("UPDATE v7_files SET mtime = mtime - interval '1 day', last_scanned = now()");
    await writeIndex(psql, place());
    expect(read()).toBe(first);
    expect(await checkIndex(psql, place())).toMatchObject({ current: true, added: [], removed: [] });
  });

  test("is stale once a file is added, changed or removed, and says which", async () => {
    await writeIndex(psql, place());
    await registerFiles(psql, [{ path: "Docs/new.md" }]);
    await psql.query("UPDATE v7_files SET size_bytes = 99 WHERE path = 'Downloads/v7_search_api.py'");
    await psql.query("UPDATE v7_files SET deleted_at = now() WHERE path = 'Downloads/left.bin'");
    expect(await checkIndex(psql, place())).toEqual({
      files: 7,
      current: false,
      added: ["Docs/new.md"],
      changed: ["Downloads/v7_search_api.py"],
      removed: ["Downloads/left.bin"],
    });
  });

  test.each(["", "[]", "{", '{"files":[1,{"path":2}]}'])("written over with %j is stale, not a crash", async (text) => {
    writeFileSync(join(root, usualIndexFile), text);
    expect(await checkIndex(psql, place())).toMatchObject({ current: false, removed: [] });
  });

  test("in another form is stale even if it says the same", async () => {
    await writeIndex(psql, place());
    writeFileSync(join(root, usualIndexFile), JSON.stringify(JSON.parse(read())));
    expect(await checkIndex(psql, place())).toMatchObject({ current: false, added: [], changed: [] });
  });
});

function place(): IndexPlace {
  return { root, file: usualIndexFile, outside: ["@downloads/"] };
}

function read(): string {
  return readFileSync(join(root, usualIndexFile), "utf8");
}
