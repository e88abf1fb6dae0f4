import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeOfError } from "../../src/model/error-code.ts";
import { takeDirectoryLock } from "../../src/system/directory-lock.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { readManifest, tablesOf } from "../../src/search/index/manifest.ts";
import { openTable } from "../../src/search/index/table.ts";
import { syncIndex } from "../../src/search/sync.ts";
import { indexStatus } from "../../src/search/status.ts";
import { throwDice } from "../support/dice.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;

beforeEach(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
});

afterEach(() => scene.end());

/** Each source once, with what it was indexed as; and how many chunks there are. */
async function indexed(): Promise<{ readonly sources: number; readonly chunks: number; readonly ids: number }> {
  const home = { directory: scene.home };
  const manifest = await readManifest(home);
  if (manifest === undefined) throw new Error("there is no index");
  const table = await openTable(tablesOf(home, manifest.generation), manifest.embedder.dim);
  const sources = (await table.stamps()).size;
  const chunks = await table.countChunks();
  let firsts = 0;
  for await (const terms of table.chunkTerms()) firsts += terms.length;
  table.close();
  return { sources, chunks, ids: firsts };
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, V7_DATABASE_URL: scene.databaseUrl };
}

/** Files that another process makes and removes meanwhile. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** How many there are while somebody writes: a folder that goes in the middle, as a lock does, is looked at again. */
function countFiles(folder: string): number {
  try {
    return filesOf(folder).length;
  } catch (error) {
    if (codeOfError(error) !== "ENOENT") throw error;
    return countFiles(folder);
  }
}

/** The real command line in the scene's repository. */
function runV7(words: readonly string[], nodeOptions: readonly string[] = []) {
  return spawnSync(process.execPath, [...nodeOptions, packagePath("bin/run.js"), ...words], {
    cwd: scene.root,
    env: environment(),
    encoding: "utf8",
  });
}

describe("a run that is killed", () => {
  test("leaves an index that opens, and the next run converges (G1)", async () => {
    for (let note = 0; note < 150; note += 1)
      scene.write(`notes/${note}.md`, `# Note ${note}\n\nThe enum review of day ${note}.\n`);
    await scene.sync();
    const dice = throwDice();
    let underWay = 0;
    for (let round = 0; round < 10; round += 1) {
      for (let note = 0; note < 150; note += 3)
        scene.write(`notes/${note}.md`, `# Note ${note}\n\nRound ${round} of day ${note}.\n`);
      rmSync(join(scene.root, `notes/${round * 3 + 1}.md`));
      const before = countFiles(scene.home);
      const child = spawn(
        process.execPath,
        [packagePath("bin/run.js"), "index", round % 2 === 0 ? "sync" : "rebuild"],
        {
          cwd: scene.root,
          env: environment(),
          stdio: "ignore",
        },
      );
      const ended = once(child, "close");
      // At whatever it does a moment after it began to write.
      while (child.exitCode === null && countFiles(scene.home) === before) await delay(1);
      await delay(dice.upTo(40));
      child.kill("SIGKILL");
      await ended;
      if (child.signalCode === "SIGKILL") underWay += 1;
      const { searched } = await scene.ask({ query: "enum review" });
      expect({ seed: dice.seed, round, searched }).toMatchObject({ searched: "index" });
    }
    // Runs that ended before their kill show nothing.
    expect({ seed: dice.seed, enough: underWay >= 5 }).toMatchObject({ enough: true });
    await scene.sync();
    expect(await indexed()).toEqual({ sources: 143, chunks: 145, ids: 145 });
    // Nothing of the runs that were killed is left.
    expect(readdirSync(scene.home).filter((name) => name.startsWith("generation-"))).toHaveLength(1);
  });
});

describe("damaged files", () => {
  test.each([
    ["are gone", (file: string) => rmSync(file)],
    ["hold something else", (file: string) => writeFileSync(file, "not what was here")],
  ])("that %s are noticed, and a rebuild mends them (G2)", async (_, damage) => {
    await scene.sync();
    const tables = filesOf(scene.home).filter((file) => file.includes(".lance/data/"));
    expect(tables.length).toBeGreaterThan(0);
    tables.forEach(damage);
    await expect(scene.ask({ query: "enums" })).rejects.toMatchObject({ code: "V7-I002", next: ["v7 index rebuild"] });
    expect((await indexStatus(await scene.open())).output).toMatchObject({ state: "damaged" });
    expect(runV7(["files"]).status).toBe(0);
    await scene.sync({ rebuild: true });
    expect((await scene.paths("duplicate enums"))[0]).toBe("docs/AD_005.md");
  });

  test("of the embedder are noticed too (G2)", async () => {
    await scene.sync();
    filesOf(scene.home)
      .filter((file) => file.endsWith("projection.bin"))
      .forEach((file) => rmSync(file));
    await expect(scene.ask({ query: "enums" })).rejects.toMatchObject({ code: "V7-I003", next: ["v7 index rebuild"] });
    await scene.sync({ rebuild: true });
    expect((await scene.paths("duplicate enums"))[0]).toBe("docs/AD_005.md");
  });

  test("of the manifest make an index that is not there (G2)", async () => {
    await scene.sync();
    writeFileSync(join(scene.home, "index.json"), "{");
    expect((await scene.ask({ query: "Directive" })).searched).toBe("database");
    expect(await scene.sync()).toMatchObject({ rebuilt: "there was none" });
  });
});

describe("two runs at once", () => {
  test("of which the second exits 5, and after both nothing is there twice (G4)", async () => {
    await scene.sync();
    scene.write("docs/AYA.md", "# AYA\n\nChanged.\n");
    await scene.scan();
    // The first, in the midst of its work.
    const lock = await takeDirectoryLock((await scene.open()).system, join(scene.home, "lock"));
    await expect(scene.sync()).rejects.toMatchObject({ code: "V7-I009", exitCode: 5 });
    lock?.release();
    await scene.sync();
    expect(await indexed()).toEqual({ sources: 3, chunks: 5, ids: 5 });
  });
});

describe("a run that stood still", () => {
  test("while another one took the index over ends before it writes, and the other's index stays (T53)", async () => {
    await scene.sync();
    scene.write("docs/AYA.md", "# AYA\n\nChanged.\n");
    await scene.scan();
    const workspace = await scene.open();
    const lock = join(scene.home, "lock");
    const tell = (): void => writeFileSync(join(lock, "owner"), "another's");
    await expect(syncIndex({ ...workspace, tell }, {})).rejects.toMatchObject({ code: "V7-I011", exitCode: 5 });
    expect(existsSync(lock)).toBe(true);
    rmSync(lock, { recursive: true });
    expect(await indexed()).toEqual({ sources: 3, chunks: 5, ids: 5 });
  });
});

describe("without LanceDB", () => {
  const without = ["--import", packagePath("test/support/without-lancedb.mjs")];

  test("search falls back to what the database knows and says so (G9)", async () => {
    await scene.sync();
    const done = runV7(["search", "directive"], without);
    expect(done.status).toBe(0);
    expect(done.stdout).toContain("docs/AD_005.md");
    expect(done.stderr).toContain("file contents not searched");
    expect(done.stderr).toContain("LanceDB is not installed");
  });

  test("a sync says what is missing, and nothing else is touched (G9)", async () => {
    await scene.sync();
    scene.write("docs/AYA.md", "# AYA\n\nChanged.\n");
    const done = runV7(["index", "rebuild"], without);
    expect(done.status).toBe(1);
    expect(done.stderr).toContain("[V7-I001]");
    expect(done.stderr).toContain("for Intel Macs there is no LanceDB");
    expect(runV7(["health"], without).status).toBe(0);
    expect((await scene.paths("duplicate enums"))[0]).toBe("docs/AD_005.md");
  });
});

describe("while the database is away", () => {
  test("the index answers, and how far it lags is not known", async () => {
    await scene.sync();
    const open = await scene.open();
    const database = { ...open.database, connect: () => Promise.reject(new Error("away")) };
    const workspace = { ...open, database };
    expect((await indexStatus(workspace)).output).toMatchObject({ state: "unknown", index_lag: null });
  });
});
