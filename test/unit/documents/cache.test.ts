import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/documents/config.ts";
import { loadDocuments, type Loaded } from "../../../src/documents/load.ts";

let root = "";
let cacheFile = "";
let file = "";

function task(name: string): string {
  return `apiVersion: v7/v1\nkind: Task\nmetadata:\n  name: "1.3"\nspec:\n  name: ${name}\n  responsiblePersona: Layer 1 Data Sentinel\n`;
}

function load(): Promise<Loaded> {
  return loadDocuments({ root, stateDirectory: "state", cacheFile });
}

async function loadedName(): Promise<unknown> {
  return (await load()).documents[0]?.spec["name"];
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "v7-cache-"));
  cacheFile = join(root, "cache/documents.json");
  file = join(root, "state/1.3.yaml");
  mkdirSync(join(root, "state"));
  writeFileSync(file, task("Map enum values"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the cache of documents", () => {
  test("gives the same as reading", async () => {
    const first = await load();
    expect(await load()).toEqual(first);
    expect(readFileSync(cacheFile, "utf8")).toContain("Map enum values");
  });

  test("misses none of 300 edits of the same length in the same tick", async () => {
    let missed = 0;
    for (let edit = 100; edit < 400; edit += 1) {
      writeFileSync(file, task(`Map enum values ${edit}`));
      if ((await loadedName()) !== `Map enum values ${edit}`) missed += 1;
    }
    expect(missed).toBe(0);
  });

  /** As if the clock's tick had hidden an edit: the cache holds the old document under the new file's times. */
  async function hideEdit(savedAfter: number): Promise<void> {
    await load();
    writeFileSync(file, task("Map ENUM values"));
    const { size, mtimeMs, ctimeMs, ino, dev } = statSync(file);
    const cache = JSON.parse(readFileSync(cacheFile, "utf8"));
    const times = Float64Array.of(size, mtimeMs, ctimeMs, ino, dev);
    const column = Buffer.from(times.buffer).toString("base64");
    writeFileSync(cacheFile, JSON.stringify({ ...cache, times: column, savedAt: ctimeMs + savedAfter }));
  }

  test("does not trust times of the last two seconds before it was filled", async () => {
    await hideEdit(1_900);
    expect(await loadedName()).toBe("Map ENUM values");
  });

  test("trusts older times, without reading the file", async () => {
    await hideEdit(2_100);
    expect(await loadedName()).toBe("Map enum values");
  });

  test("sees an edit whose modification time was set back", async () => {
    await load();
    const { atime, mtime } = statSync(file);
    writeFileSync(file, task("Map ENUM values"));
    utimesSync(file, atime, mtime);
    expect(await loadedName()).toBe("Map ENUM values");
  });

  test.each(["", "{", "null", "[]", '{"digest":1}', "\0"])("damaged to %j is ignored", async (damage) => {
    await load();
    writeFileSync(cacheFile, damage);
    expect(await loadedName()).toBe("Map enum values");
  });

  test("of another build is ignored", async () => {
    await load();
    writeFileSync(
      cacheFile,
      readFileSync(cacheFile, "utf8")
        .replace(/"digest":"[0-9a-f]+"/, '"digest":"0"')
        .replace("Map enum", "Old enum"),
    );
    expect(await loadedName()).toBe("Map enum values");
  });

  test("is not written when nothing changed", async () => {
    await load();
    utimesSync(cacheFile, 1, 1);
    await load();
    expect(statSync(cacheFile).mtimeMs).toBe(1000);
  });

  test("holds no file with findings: they are found again", async () => {
    writeFileSync(file, task("Map enum values").replace("name: Map", "nam: Map"));
    const first = await load();
    expect(first.findings).not.toEqual([]);
    expect((await load()).findings).toEqual(first.findings);
  });

  test("that cannot be written is no error", async () => {
    cacheFile = join(file, "documents.json");
    expect(await loadedName()).toBe("Map enum values");
  });
});

describe("loadConfig", () => {
  test("has defaults without a file", async () => {
    const { config, findings } = await loadConfig({ root });
    expect(findings).toEqual([]);
    expect(config).toEqual({
      timezone: "UTC",
      database: { schema: "public", shared: false, forbidden: ["ui_library"] },
      targets: {},
      scan: {},
      tests: { map: [] },
      sessions: { dir: "sessions" },
      search: {},
      meta: { artifacts: [] },
      machines: {},
    });
  });

  test("reads v7.yaml, and the same again from its cache", async () => {
    writeFileSync(
      join(root, "v7.yaml"),
      "timezone: Asia/Dubai\ndatabase: { url: env:V7_DATABASE_URL, forbidden: [ui_library] }\n",
    );
    const first = await loadConfig({ root, cacheFile });
    expect(first.config.database).toEqual({
      url: "env:V7_DATABASE_URL",
      schema: "public",
      shared: false,
      forbidden: ["ui_library"],
    });
    expect(await loadConfig({ root, cacheFile })).toEqual(first);
  });

  test.each([
    ["timezone: Mars/Olympus\n", "V7-D009"],
    ["databse: {}\n", "V7-D004"],
    ["database: { url: postgres://arthur:secret@alpha/aya_rag }\n", "V7-D009"],
    ["- a\n", "V7-D007"],
  ])("refuses %j", async (text, code) => {
    writeFileSync(join(root, "v7.yaml"), text);
    const { findings } = await loadConfig({ root });
    expect(findings).toMatchObject([{ code, file: "v7.yaml", line: 1 }]);
  });

  test("never shows a URL that was written where only its variable belongs", async () => {
    writeFileSync(join(root, "v7.yaml"), "database: { url: postgres://arthur:secret@alpha/aya_rag }\n");
    expect(JSON.stringify(await loadConfig({ root }))).not.toContain("secret");
  });
});
