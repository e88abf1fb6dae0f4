import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isTypedPath } from "../../src/files/registry/patterns.ts";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;

beforeAll(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
  scene.write("docs/access.md", "# Access to the warehouse\n\nBETA: PGPASSWORD=replicate-2025-10\n");
  scene.write("ops/würfel.md", Buffer.from("\uFEFF# Warehouse\n\nPGPASSWORD=replicate-2025-11\n", "utf16le"));
  await scene.sync();
});

afterAll(() => scene.end());

async function withheld(query: string, filter = {}): Promise<readonly string[]> {
  return (await scene.ask({ query, filter })).withheld;
}

describe("files that hold secrets", () => {
  test("are named where they have every word of the question, in whatever encoding", async () => {
    expect(await withheld("warehouses")).toEqual(["docs/access.md", "ops/würfel.md"]);
    expect(await withheld("warehouse access")).toEqual(["docs/access.md"]);
    expect(await withheld("warehouse gondola")).toEqual([]);
  });

  test("are named within what is asked", async () => {
    expect(await withheld("warehouse", { path: "ops" })).toEqual(["ops/würfel.md"]);
    expect(await withheld("warehouse", { path: "*.md" })).toEqual(["docs/access.md", "ops/würfel.md"]);
    expect(await withheld("warehouse", { kind: "change" })).toEqual([]);
  });

  test("say nothing else", async () => {
    expect(JSON.stringify(await scene.ask({ query: "warehouse" }))).not.toMatch(/replicate|PGPASSWORD/);
  });

  test("are not read through a link that took their place", async () => {
    rmSync(join(scene.root, "docs/access.md"));
    scene.write("outside.txt", "warehouse\n");
    symlinkSync(join(scene.root, "outside.txt"), join(scene.root, "docs/access.md"));
    expect(await withheld("warehouse")).toEqual(["ops/würfel.md"]);
  });
});

test.each([
  ["docs", "docs/a.md", true],
  ["docs", "docs2/a.md", false],
  ["d?cs/*.md", "docs/deep/a.md", true],
  ["docs/a.md", "docs/axmd", false],
  ["a_b", "a-b", false],
  ["100%", "100%/x", true],
  [".", "anything", true],
])("isTypedPath: %s and %s", (typed, path, is) => {
  expect(isTypedPath(typed)(path)).toBe(is);
});
