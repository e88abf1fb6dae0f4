import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import type { Purpose } from "../../src/postgres/database.ts";
import { readSql } from "../../src/system/package-file.ts";
import { openKept } from "../../src/workspace/kept.ts";
import { openIndex } from "../../src/search/open-index.ts";
import type { WorkEvent } from "../../src/model/work-event.ts";
import { syncIndex } from "../../src/search/sync.ts";
import { search } from "../../src/search/search.ts";
import { indexStatus } from "../../src/search/status.ts";
import { openTable } from "../../src/search/index/table.ts";
import { readManifest, tablesOf } from "../../src/search/index/manifest.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;

beforeEach(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
});

afterEach(() => scene.end());

/** What the index holds: the sources' ids. */
async function indexedSources(): Promise<string[]> {
  const home = { directory: scene.home };
  const manifest = await readManifest(home);
  if (manifest === undefined) return [];
  const table = await openTable(tablesOf(home, manifest.generation), manifest.embedder.dim);
  const sources = [...(await table.stamps()).keys()].toSorted();
  table.close();
  return sources;
}

async function registeredSources(): Promise<string[]> {
  const { rows } = await scene.psql.query<{ source: string }>(
    "SELECT 'file:' || id AS source FROM v7_files WHERE deleted_at IS NULL ORDER BY 1",
  );
  return rows.map(({ source }) => source).toSorted();
}

describe("syncIndex", () => {
  test("makes the index at first, and says why", async () => {
    expect(await scene.sync()).toMatchObject({
      documents: 3,
      chunks: 5,
      added: 3,
      rebuilt: "there was none",
      embedder: "lsa",
    });
    expect(await scene.paths("why a separate database")).toEqual(["docs/META_PRD.md"]);
  });

  test("says what it does before it does it", async () => {
    await scene.scan();
    const jobs: string[] = [];
    const tell = (event: WorkEvent): void => void jobs.push(event.type === "progress" ? event.job : event.type);
    await syncIndex({ ...(await scene.open()), tell }, {});
    expect([...new Set(jobs)]).toEqual(["index", "learning", "word-index"]);
    await syncIndex({ ...(await scene.open()), tell }, {});
    expect(jobs.at(-1)).toBe("word-index");
  });

  test("reads only what has changed since", async () => {
    await scene.sync();
    scene.write("docs/AYA.md", "# AYA\n\nAIR is a client; its deployment is deferred to phase 3.\n");
    expect(await scene.sync()).toMatchObject({ documents: 3, added: 0, updated: 1, removed: 0, rebuilt: null });
    expect(await scene.paths("deferred deployment")).toEqual(["docs/AYA.md"]);
    expect(await scene.paths("replica")).toEqual([]);
  });

  test("forgets files that are deleted, and finds renamed ones where they are", async () => {
    await scene.sync();
    rmSync(join(scene.root, "docs/AYA.md"));
    rmSync(join(scene.root, "docs/AD_005.md"));
    scene.write("architecture/AD_005.md", "# Directive 005\n\nForty-five duplicate enums are consolidated.\n");
    expect(await scene.sync()).toMatchObject({ added: 1, updated: 0, removed: 2 });
    expect(await scene.paths("duplicate enums")).toEqual(["architecture/AD_005.md"]);
    expect(await scene.paths("replica")).toEqual([]);
  });

  test("has nothing to do twice", async () => {
    await scene.sync();
    expect(await scene.sync()).toMatchObject({ added: 0, updated: 0, removed: 0, rebuilt: null });
  });

  test("holds exactly what is registered after any changes", async () => {
    for (let round = 0; round < 6; round += 1) {
      for (let file = 0; file < 5; file += 1) {
        const path = `notes/${(round * 3 + file) % 7}.md`;
        if ((round + file) % 3 === 0) rmSync(join(scene.root, path), { force: true });
        else scene.write(path, `# Note ${file}\n\nRound ${round} of the enum review.\n`);
      }
      await scene.sync();
      expect(await indexedSources()).toEqual(await registeredSources());
    }
  });

  test("places files where the layout places them now", async () => {
    await scene.sync();
    scene.write(
      "state/layout.yaml",
      'apiVersion: v7/v1\nkind: Layout\nmetadata: { name: default }\nspec:\n  rules:\n    - { match: "docs/**", component: 07_BUILD_FACTORY }\n',
    );
    await scene.sync();
    const found = await scene.ask({ query: "separate database", filter: { component: "07_BUILD_FACTORY" } });
    expect(found.results[0]?.path).toBe("docs/META_PRD.md");
  });

  test("learns its words anew once there is a fifth more to read", async () => {
    await scene.sync();
    for (let note = 0; note < 60; note += 1)
      scene.write(`notes/${note}.md`, `# Note ${note}\n\nThe hypersonic slipstream of wing ${note}.\n`);
    expect(await scene.sync()).toMatchObject({ documents: 63, rebuilt: "it has grown by a fifth" });
  });

  test("tells how far the index lags, and that nothing has been read that is registered later", async () => {
    await scene.sync();
    expect((await scene.ask({ query: "enums" })).index_lag).toBe(0);
    scene.write("docs/AYA.md", "# AYA\n\nChanged.\n");
    rmSync(join(scene.root, "docs/AD_005.md"));
    await scene.scan();
    expect((await scene.ask({ query: "enums" })).index_lag).toBe(2);
    expect((await indexStatus(await scene.open())).output).toMatchObject({ state: "behind", index_lag: 2 });
  });

  test("an index that is open sees what another process wrote", async () => {
    await scene.sync();
    const index = await openIndex(await scene.open());
    if (index.kind !== "open") throw new Error(index.because);
    scene.write("docs/new.md", "# Retirement\n\nThirty days of stability.\n");
    await scene.sync();
    const found = await index.search({ query: "stability", mode: "hybrid", limit: 5, filter: {} });
    index.close();
    expect(found.map(({ path }) => path)).toEqual(["docs/new.md"]);
  });

  test("a process that stays counts the lag once for as long as nothing is written, and again after", async () => {
    await scene.sync();
    const kept = openKept({ stays: true });
    const opened = await scene.open();
    let counts = 0;
    const connect = async (purpose: Purpose): Promise<Connection> => {
      const connection = await opened.database.connect(purpose);
      const query: Connection["query"] = (text, values) => {
        if (text === readSql("search/lag.sql")) counts += 1;
        return connection.query(text, values);
      };
      return Object.assign(Object.create(connection) as Connection, { query });
    };
    const database = Object.assign(Object.create(opened.database) as typeof opened.database, { connect });
    const lag = async (): Promise<number | null> => {
      const request = { query: "enums", mode: "hybrid", limit: 5, filter: {} } as const;
      return (await search({ ...opened, kept, database }, request)).output.index_lag;
    };
    expect([await lag(), await lag(), await lag(), counts]).toEqual([0, 0, 0, 1]);
    scene.write("docs/new.md", "# Retirement\n\nThirty days of stability.\n");
    await scene.scan();
    expect([await lag(), await lag(), counts]).toEqual([1, 1, 2]);
    kept.close();
  });

  test("a process that stays asks the index that was made anew meanwhile", async () => {
    await scene.sync();
    const kept = openKept({ stays: true });
    const staying = { ...(await scene.open()), kept };
    const paths = async (query: string): Promise<string[]> => {
      const { output } = await search(staying, { query, mode: "hybrid", limit: 5, filter: {} });
      return output.results.map(({ path }) => path);
    };
    expect(await paths("forty-five enums")).toEqual(["docs/AD_005.md"]);
    scene.write("docs/new.md", "# Retirement\n\nThirty days of stability.\n");
    await scene.sync({ rebuild: true });
    expect(await paths("stability")).toEqual(["docs/new.md"]);
    kept.close();
  });
});

describe("what is never indexed", () => {
  const key = ["sk", "live", "4eC39HqLyjWDarjtT1zdp7dc"].join("_");

  test("a file that holds a secret, until it is taken out", async () => {
    scene.write("docs/access.md", `# Access\n\nThe quarterly key is PGPASSWORD=${key}\n`);
    expect(await scene.sync()).toMatchObject({ documents: 3, withheld: ["docs/access.md"] });
    expect(await scene.paths("quarterly")).toEqual([]);
    expect(await scene.sync()).toMatchObject({ added: 0, updated: 0, withheld: ["docs/access.md"] });
    scene.write("docs/access.md", "# Access\n\nThe quarterly key lies in the vault.\n");
    expect(await scene.sync()).toMatchObject({ added: 1, withheld: [] });
    expect(await scene.paths("quarterly")).toEqual(["docs/access.md"]);
  });

  test("a secret that comes into a file that was indexed", async () => {
    await scene.sync();
    scene.write("docs/AYA.md", `# AYA\n\nALPHA: postgres://arthur:${key}@192.168.0.80/aya_rag\n`);
    expect(await scene.sync()).toMatchObject({ withheld: ["docs/AYA.md"] });
    expect(await scene.paths("AYA ALPHA")).toEqual([]);
  });

  test("what git ignores, and what is no text", async () => {
    scene.write(".gitignore", "drafts/\n");
    scene.write("drafts/secret-plan.md", "# Unreleased\n\nQuarterly\n");
    scene.write("docs/photo.md", new Uint8Array([0, 1, 2, 255, 0]));
    await scene.sync();
    expect(await scene.paths("quarterly")).toEqual([]);
    expect(await indexedSources()).toHaveLength(3);
  });
});
