import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkIndex, exportIndex, usualIndexFile } from "../../src/files/registry/file-index.ts";
import type { ExportCheckOutput } from "../../src/model/output/export-check.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { firstScan, registerFiles } from "./registry-rows.ts";

let scene: Scene;
let psql: Connection;
let root: string;

beforeAll(async () => {
  scene = await openScene();
  psql = scene.psql;
  root = scene.checkout.root;
  scene.checkout.write("v7.yaml", 'scan: { roots: [{ name: downloads, path: "~/Downloads" }] }\n');
  await registerFiles(psql, [...firstScan, { path: usualIndexFile }, { path: "@downloads/invoice.pdf" }]);
});

afterAll(() => scene.end());

describe("the index", () => {
  test("has every registered file of the repository but itself and the deleted ones, by path", async () => {
    expect(await write()).toBe(7);
    const paths = JSON.parse(read()).files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(paths.toSorted());
    expect(paths).not.toContain(usualIndexFile);
    expect(paths).not.toContain("@downloads/invoice.pdf");
    expect(paths).not.toContain("Downloads/gone.md");
  });

  test("is written below the repository's root alone", async () => {
    await expect(exportIndex(await scene.checkout.open(), { file: "../FILE_INDEX.json" })).rejects.toMatchObject({
      code: "V7-D035",
    });
  });

  test("is the same however often and whenever it is written", async () => {
    await write();
    const first = read();
    await psql.query("UPDATE v7_files SET mtime = mtime - interval '1 day', last_scanned = now()");
    await write();
    expect(read()).toBe(first);
    expect(await check()).toMatchObject({ current: true, added: [], removed: [] });
  });

  test("is stale once a file is added, changed or removed, and says which", async () => {
    await write();
    await registerFiles(psql, [{ path: "Docs/new.md" }]);
    await psql.query("UPDATE v7_files SET size_bytes = 99 WHERE path = 'Downloads/v7_search_api.py'");
    await psql.query("UPDATE v7_files SET deleted_at = now() WHERE path = 'Downloads/left.bin'");
    expect(await check()).toEqual({
      file: usualIndexFile,
      files: 7,
      current: false,
      added: ["Docs/new.md"],
      changed: ["Downloads/v7_search_api.py"],
      removed: ["Downloads/left.bin"],
      untracked: [],
      behind: [],
    });
  });

  test.each(["", "[]", "{", '{"files":[1,{"path":2}]}'])("written over with %j is stale, not a crash", async (text) => {
    writeFileSync(join(root, usualIndexFile), text);
    expect(await check()).toMatchObject({ current: false, removed: [] });
  });

  test("in another form is stale even if it says the same", async () => {
    await write();
    writeFileSync(join(root, usualIndexFile), JSON.stringify(JSON.parse(read())));
    expect(await check()).toMatchObject({ current: false, added: [], changed: [] });
  });
});

async function write(): Promise<number> {
  return (await exportIndex(await scene.checkout.open(), {})).output.files;
}

async function check(): Promise<ExportCheckOutput> {
  return (await checkIndex(await scene.checkout.open(), {})).output;
}

function read(): string {
  return readFileSync(join(root, usualIndexFile), "utf8");
}
