import { lstatSync, mkdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inventory } from "../../src/consolidate/inventory/inventory.ts";
import { type ScanRequest, scanFiles } from "../../src/files/scan/scan.ts";
import type { ConsolidateInventoryOutput } from "../../src/model/output/consolidate-inventory.ts";
import type { ScanOutput } from "../../src/model/output/scan.ts";
import { openSourceScene, type SourceScene } from "../consolidate/scene.ts";
import { system } from "../support/this-machine.ts";
import { type FileScene, openFileScene } from "./scene.ts";

const mac = { ...system, platform: "darwin", ask: () => undefined } as const;

/** A file of which only name and size are here: no block of it is on the disk. */
function putDataless(path: string, size = 4_096): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "");
  truncateSync(path, size);
  utimesSync(path, 1_754_560_800, 1_754_560_800);
  expect(lstatSync(path).blocks).toBe(0);
}

/** As iCloud does when the disk is full: the same size and time, and no content. */
function evict(path: string): void {
  putDataless(path, readFileSync(path).length);
}

function fetched(path: string, text: string): void {
  writeFileSync(path, text);
  utimesSync(path, 1_754_560_800, 1_754_560_800);
}

describe("a file of the repository that is in iCloud (M59)", () => {
  let scene: FileScene;

  beforeEach(async () => {
    scene = await openFileScene();
  });

  afterEach(() => scene.end());

  async function scan(request: ScanRequest = {}): Promise<ScanOutput> {
    return (await scanFiles({ ...(await scene.open()), system: mac }, request)).output;
  }

  test("is registered by its size and named, and not fetched", async () => {
    putDataless(join(scene.root, "film.mov"));
    expect((await scan()).problems).toEqual([{ path: "film.mov", problem: "dataless", detail: null }]);
    expect((await scene.registered())["film.mov"]).toMatchObject({
      hash: null,
      size_bytes: "4096",
      metadata: { state: "dataless" },
    });
  });

  test("is read once it is here, or when all files are asked for", async () => {
    putDataless(join(scene.root, "film.mov"), 9);
    await scan();
    expect((await scan({ full: true })).problems).toEqual([]);
    expect((await scene.registered())["film.mov"]?.hash).toMatch(/^[0-9a-f]{64}$/);
    evict(join(scene.root, "film.mov"));
    fetched(join(scene.root, "film.mov"), "45 enums\n");
    expect(await scan()).toMatchObject({ problems: [], modified: 1 });
  });

  test("keeps what is known of it when it goes there", async () => {
    fetched(join(scene.root, "plan.md"), "45 enums\n");
    await scan();
    const { "plan.md": before } = await scene.registered();
    await scene.psql.query("UPDATE v7_files SET metadata = metadata || jsonb_build_object('stamp', $1::text)", [
      "9 1754560800000 1 1",
    ]);
    evict(join(scene.root, "plan.md"));
    expect(await scan()).toMatchObject({ modified: 0, deleted: 0, problems: [{ problem: "dataless" }] });
    expect((await scene.registered())["plan.md"]?.hash).toBe(before?.hash);
  });

  test("is a file like any other where there is no iCloud", async () => {
    putDataless(join(scene.root, "film.mov"));
    expect((await scene.scan()).problems).toEqual([]);
  });
});

describe("a source that is in iCloud (M59)", () => {
  let scene: SourceScene;

  beforeEach(async () => {
    scene = await openSourceScene();
  });

  afterEach(() => scene.end());

  async function recorded(full = false): Promise<ConsolidateInventoryOutput> {
    return (await inventory({ ...(await scene.open()), system: mac }, { groups: ["notebook"], full })).output;
  }

  test("is recorded by its size and named, and fetched only when all files are asked for", async () => {
    const path = join(scene.folder("notebook"), "film.mov");
    putDataless(path);
    expect(await recorded()).toMatchObject({
      counts: { read: 0, added: 1 },
      problems: [{ path, problem: "dataless" }],
    });
    expect(await recorded(true)).toMatchObject({ counts: { read: 1, changed: 1 }, problems: [] });
  });

  test("keeps what is known of it when it goes there", async () => {
    const path = join(scene.folder("notebook"), "plan.md");
    scene.put("notebook", "plan.md", "45 enums\n");
    utimesSync(path, 1_754_560_800, 1_754_560_800);
    await recorded();
    await scene.psql.query("UPDATE v7_external_sources SET metadata = metadata - 'racy'");
    evict(path);
    expect(await recorded()).toMatchObject({ counts: { gone: 0, changed: 0 }, problems: [{ problem: "dataless" }] });
    const { rows } = await scene.psql.query("SELECT hash IS NOT NULL AS known FROM v7_external_sources");
    expect(rows).toEqual([{ known: true }]);
  });
});
