import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bytePath } from "../../../src/model/path-bytes.ts";
import type { System } from "../../../src/system/system.ts";
import { type Oddity, walk } from "../../../src/system/walk.ts";
import { optional } from "../../support/optional.ts";
import { system } from "../../support/this-machine.ts";

describe.skipIf(!optional.deepFolders.isThere())("what lies 6,000 bytes deep", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "v7-walk-"));
    const name = "d".repeat(200);
    // No call takes such a path: one folder after the other is made from within.
    const dig = `for (let i = 0; i < 30; i += 1) { fs.mkdirSync("${name}"); process.chdir("${name}") } fs.writeFileSync("end.md", "deep")`;
    execFileSync(process.execPath, ["-e", dig], { cwd: folder });
  });

  // Node's own removal goes by whole paths.
  afterEach(() => void execFileSync("rm", ["-rf", folder]));

  test.runIf(optional.processFolders.isThere())("is found by way of an open folder", async () => {
    expect(await found(system)).toEqual({ files: ["end.md"], oddities: [] });
  });

  test("is told as unreadable where an open folder cannot be reached by itself (M64)", async () => {
    expect(await found({ throughHandle: () => undefined })).toEqual({
      files: [],
      oddities: [expect.objectContaining({ kind: "unreadable", detail: "ENAMETOOLONG" })],
    });
  });

  async function found(here: Pick<System, "throughHandle">): Promise<{ files: string[]; oddities: Oddity[] }> {
    const [files, oddities]: [string[], Oddity[]] = [[], []];
    const walked = await walk({
      directory: bytePath(folder),
      scope: "",
      isOut: () => false,
      onFile: ({ path }) => files.push(path.slice(path.lastIndexOf("/") + 1)),
      onOddity: (oddity) => oddities.push(oddity),
      system: here,
      signal: new AbortController().signal,
    });
    walked.close();
    return { files, oddities };
  }
});
