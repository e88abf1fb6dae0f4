import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FileScene, openFileScene } from "./scene.ts";

let scene: FileScene;

beforeEach(async () => {
  scene = await openFileScene();
});

afterEach(() => scene.end());

describe("what happens while a scan runs", () => {
  test("a file that another scan registers after the walk is not taken for gone", async () => {
    scene.write("docs/PRD.md", "draft\n");
    const { deleted } = await scene.scanWhile(async () => {
      scene.write("docs/plan.md", "made meanwhile\n");
      await scene.scan();
    });
    expect(deleted).toBe(0);
    expect(Object.keys(await scene.registered())).toEqual(["docs/PRD.md", "docs/plan.md"]);
  });

  test("a file that another scan registers before this one writes is registered once", async () => {
    scene.write("docs/PRD.md", "draft\n");
    expect(await scene.scanWhile(() => scene.scan())).toMatchObject({ added: 0, modified: 0, unchanged: 1 });
    expect(await scene.changes()).toEqual(["created docs/PRD.md"]);
  });

  test("a disk that goes away after the walk has lost nothing, and nothing is registered (E14)", async () => {
    for (let number = 1; number <= 20; number += 1) scene.write(`docs/${number}.md`, `${number}\n`);
    await scene.scan();
    scene.write("docs/plan.md", "new\n");
    const scan = scene.scanWhile(() => {
      for (let number = 1; number <= 10; number += 1) rmSync(join(scene.root, `docs/${number}.md`));
    });
    await expect(scan).rejects.toMatchObject({ code: "V7-F005", exitCode: 3 });
    expect(Object.keys(await scene.registered())).toHaveLength(20);
    const { rows } = await scene.psql.query("SELECT status FROM ingest_runs ORDER BY id DESC LIMIT 1");
    expect(rows).toEqual([{ status: "failed" }]);
  });
});

test("files of several batches are each registered once, and each change of them is counted", async () => {
  const write = (text: string): void => {
    for (let number = 1; number <= 900; number += 1) scene.write(`notes/${number}.md`, `${text} ${number}\n`);
  };
  write("draft");
  expect(await scene.scan()).toMatchObject({ scanned: 900, added: 900, modified: 0, unchanged: 0, hashed: 900 });
  write("final");
  scene.write("notes/new.md", "new\n");
  expect(await scene.scan()).toMatchObject({ scanned: 901, added: 1, modified: 900, unchanged: 0, hashed: 901 });
  expect(Object.keys(await scene.registered())).toHaveLength(901);
  expect(await scene.changes()).toHaveLength(1_801);
});
