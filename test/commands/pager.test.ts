import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { runInTerminal, type Seen } from "../support/in-terminal.ts";
import { optional } from "../support/optional.ts";

const directory = mkdtempSync(join(tmpdir(), "v7-pager-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A pager that shows that it was there. */
const marking = "sed s/^/paged:/";

describe.skipIf(!optional.terminal.isThere())("a text that is longer than the screen", () => {
  test.each([
    ["V7_PAGER", { V7_PAGER: marking, GIT_PAGER: "cat", PAGER: "cat" }],
    ["GIT_PAGER where v7 has none of its own", { GIT_PAGER: marking, PAGER: "cat" }],
    ["PAGER last", { PAGER: marking }],
  ])("goes through %s", async (_, environment) => {
    expect((await explain(environment)).screen).toMatch(/^paged:Task\npaged:/);
  });

  test.each([
    ["cat", { V7_PAGER: "cat", PAGER: marking }, []],
    ["an empty name", { V7_PAGER: "", PAGER: marking }, []],
    ["a terminal that cannot move its cursor", { V7_PAGER: marking, TERM: "dumb" }, []],
    ["--no-pager", { V7_PAGER: marking }, ["--no-pager"]],
    ["--json", { V7_PAGER: marking }, ["--json"]],
  ])("does not with %s", async (_, environment, words) => {
    expect((await explain(environment, words)).screen).not.toContain("paged:");
  });

  test("is printed where there is no such pager", async () => {
    expect((await explain({ V7_PAGER: "no-such-pager" })).screen).toContain("\nTask\n");
  });

  test("may be left at once, and its help too", async () => {
    expect(await explain({ V7_PAGER: "head -1" })).toEqual({ screen: "Task\n", exitCode: 0 });
    expect(await seen(["plan", "--help"], { V7_PAGER: "head -1" })).toMatchObject({ exitCode: 0 });
  });

  test("goes through less, which ends by itself where nobody has to scroll", async () => {
    const { screen, exitCode } = await seen(["explain", "V7-D012"], {});
    expect([screen.includes("V7-D012: Text reads as a number"), exitCode]).toEqual([true, 0]);
  });
});

test.skipIf(!optional.terminal.isThere())("a text that fits is printed as it is", async () => {
  expect((await explain({ V7_PAGER: marking }, [], 1_000)).screen).not.toContain("paged:");
});

function explain(environment: NodeJS.ProcessEnv, words: readonly string[] = [], rows = 10): Promise<Seen> {
  return seen(["explain", "Task", ...words], environment, rows);
}

function seen(words: readonly string[], environment: NodeJS.ProcessEnv, rows = 10): Promise<Seen> {
  return runInTerminal({
    program: process.execPath,
    words: [packagePath("bin/run.js"), ...words],
    directory,
    environment: { PATH: process.env["PATH"], HOME: directory, NO_COLOR: "1", ...environment },
    columns: 80,
    rows,
  });
}
