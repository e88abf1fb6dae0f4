import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { obstacleAt } from "../../../src/system/placed-file.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "v7 Büro-"));
  mkdirSync(join(root, "state/tasks"), { recursive: true });
  writeFileSync(join(root, "state/tasks/1.1.yaml"), "");
  symlinkSync("/tmp", join(root, "state/outside"));
  symlinkSync("/tmp", join(root, "state/Entwürfe"));
  symlinkSync("1.1.yaml", join(root, "state/tasks/1.2.yaml"));
});

afterAll(() => rmSync(root, { recursive: true }));

describe("a place below state/", () => {
  test.each(["state/tasks/1.1.yaml", "state/tasks/1.9.yaml", "state/new/folder/a.yaml"])("may be %s", (path) =>
    expect(obstacleAt(root, path, "state")).toBeUndefined(),
  );

  test.each([
    ["/tmp/x.yaml", "is absolute"],
    ["C:/x.yaml", "is absolute"],
    ["state/../v7.yaml", "leads out of its folder"],
    ["state//a.yaml", "is no plain path"],
    ["state/./a.yaml", "is no plain path"],
    ["v7.yaml", "does not lie below state/"],
    ["state-of/a.yaml", "does not lie below state/"],
    ["state/a\0.yaml", "holds a NUL"],
    ["state/outside/a.yaml", "passes state/outside, a symbolic link"],
    ["state/Entwürfe/a.yaml", "passes state/Entwürfe, a symbolic link"],
    ["state/tasks/1.2.yaml", "is a symbolic link"],
    ["state/tasks/1.1.yaml/b.yaml", "passes state/tasks/1.1.yaml, which is no folder"],
    ["state/tasks", "is a folder"],
    [`state/${"a".repeat(300)}.yaml`, "is too long"],
  ])("is not %j: %s", (path, because) => expect(obstacleAt(root, path, "state")).toBe(because));
});
