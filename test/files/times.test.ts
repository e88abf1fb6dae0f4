import { futimesSync, openSync, closeSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isRacy } from "../../src/model/stamp.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import type { ScanOutput } from "../../src/model/output/scan.ts";
import { type FileScene, openFileScene } from "./scene.ts";

let scene: FileScene;

beforeEach(async () => {
  scene = await openFileScene();
});

afterEach(() => scene.end());

/** Gives a file a time in seconds since 1970; answers whether the file system can hold it. */
function date(path: string, seconds: number): boolean {
  const file = join(scene.root, path);
  const handle = openSync(file, "r+");
  futimesSync(handle, new Date(), String(seconds));
  closeSync(handle);
  return lstatSync(file).mtimeMs === seconds * 1_000;
}

/** A scan after the last change has settled. */
async function scanLater(): Promise<ScanOutput> {
  const workspace = await scene.open();
  return (await scanFiles({ ...workspace, now: () => new Date(Date.now() + 5_000) }, {})).output;
}

const times = [
  { path: "docs/year-0.md", seconds: -62_167_219_200, stored: null },
  { path: "docs/1903.md", seconds: -2_114_380_800, stored: "1903-01-01 00:00:00+00" },
  { path: "docs/1969.md", seconds: -1.5, stored: "1969-12-31 23:59:58.5+00" },
  { path: "docs/2061.md", seconds: 2_871_763_200, stored: "2061-01-01 00:00:00+00" },
  { path: "docs/12024.md", seconds: 317_304_864_000, stored: "12024-12-28 00:00:00+00" },
  { path: "docs/beyond.md", seconds: 9e15, stored: null },
];

test("files of any time are registered with their own, and read once", async () => {
  const kept = times.filter(({ path, seconds }) => {
    scene.write(path, "draft\n");
    return date(path, seconds);
  });
  expect(kept.length).toBeGreaterThanOrEqual(2);
  expect(await scanLater()).toMatchObject({ added: times.length, problems: [] });
  await scene.psql.query("SET timezone = 'UTC'");
  const { rows } = await scene.psql.query<{ path: string; mtime: string | null; ns: string }>(
    "SELECT path, mtime::text, metadata ->> 'mtime_ns' AS ns FROM v7_files",
  );
  const found = new Map(rows.map((row) => [row.path, row]));
  for (const { path, seconds, stored } of kept) {
    expect(found.get(path)).toEqual({ path, mtime: stored, ns: String(BigInt(seconds * 10) * 100_000_000n) });
  }
  expect(await scanLater()).toMatchObject({ hashed: 0, unchanged: times.length });
});

test("a time ahead of every clock proves nothing, one of these seconds does not yet", () => {
  const [lookedAt, lookedUntil] = [10_000, 40_000];
  expect([8_000, 20_000, 40_000, 41_999].map((time) => isRacy(time, lookedAt, lookedUntil))).toEqual(
    Array(4).fill(true),
  );
  expect([7_999, 42_001, 2_871_763_200_000].map((time) => isRacy(time, lookedAt, lookedUntil))).toEqual(
    Array(3).fill(false),
  );
});
