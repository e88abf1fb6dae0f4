import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { initialize } from "../../src/engine/edit/init.ts";

test("a new repository is not written through a link that leads elsewhere", async () => {
  const [directory, outside] = ["v7-init-", "v7-outside-"].map((name) => mkdtempSync(join(tmpdir(), name)));
  if (directory === undefined || outside === undefined) throw new Error("no folders");
  symlinkSync(outside, join(directory, "state"));
  await expect(initialize({ directory, example: true })).rejects.toMatchObject({
    code: "V7-D035",
    message: expect.stringContaining("passes state, a symbolic link") as string,
  });
  expect([readdirSync(outside), readdirSync(directory)]).toEqual([[], ["state"]]);
  for (const folder of [directory, outside]) rmSync(folder, { recursive: true });
});
