import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cron } from "../../src/routines/jobs/schedulers/cron.ts";
import { launchd } from "../../src/routines/jobs/schedulers/launchd.ts";
import { systemd } from "../../src/routines/jobs/schedulers/systemd.ts";
import { dailyTask, type Job } from "../../src/routines/jobs/job.ts";
import { optional } from "../support/optional.ts";

let folder: string;
/** Tells the words it was started with, instead of running v7. */
let node: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "v7-units-"));
  node = join(folder, "node");
  writeFileSync(node, '#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done\n');
  chmodSync(node, 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Names that mean something to one scheduler or another. */
const roots = ["/srv/migration", `/srv/50% of Arthur's "plan" & <more> $HOME; \\ 100%`];

function jobFor(root: string): Job {
  return {
    task: dailyTask,
    node,
    v7: "/opt/v7/bin/run.js",
    root,
    environmentFile,
    logFolder: "/home/arthur/Library/Logs/v7",
  };
}

/** Its folder has a blank. */
const environmentFile = "/home/Arthur Dent/.config/v7/daily.env";

function wordsFor(root: string): string[] {
  return [`--env-file-if-exists=${environmentFile}`, "/opt/v7/bin/run.js", "--repo", root, "daily"];
}

function run(program: string, words: readonly string[], input = ""): string {
  // A person's systemd keeps things there while it runs.
  const env = { ...process.env, XDG_RUNTIME_DIR: folder };
  const { status, stdout, stderr } = spawnSync(program, words, { input, encoding: "utf8", env });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout + stderr;
}

describe.skipIf(!optional.systemd.isThere())("systemd", () => {
  test.each(roots)("takes both units for %s without a warning", (root) => {
    mkdirSync(join(folder, "units"));
    const paths = systemd.units(jobFor(root)).map(({ name, text }) => {
      const path = join(folder, "units", name);
      writeFileSync(path, text);
      return path;
    });
    const told = run("systemd-analyze", ["verify", "--user", "--man=no", ...paths]);
    expect(told.split("\n").filter((line) => line.includes("v7-daily"))).toEqual([]);
  });

  test("would start it every day at five", () => {
    const [, timer] = systemd.units(jobFor("/srv/migration"));
    const calendar = /^OnCalendar=(.*)$/m.exec(timer?.text ?? "")?.[1] ?? "";
    expect(run("systemd-analyze", ["calendar", calendar])).toMatch(/Normalized form: \*-\*-\* 05:00:00/);
  });
});

describe("launchd", () => {
  const read = "import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))";

  test.skipIf(!optional.python.isThere())("reads the words back, for any name", () => {
    for (const root of roots) {
      const [plist] = launchd.units(jobFor(root));
      expect(JSON.parse(run("python3", ["-c", read], plist?.text))).toMatchObject({
        ProgramArguments: [node, ...wordsFor(root)],
        StartCalendarInterval: { Hour: 5, Minute: 0 },
        RunAtLoad: true,
        StandardOutPath: expect.stringMatching(/^\/home\/arthur\/Library\/Logs\/v7\/org\.v7\..*\.log$/),
        StandardErrorPath: expect.stringMatching(/\.log$/),
        ProcessType: "Background",
        Nice: 10,
      });
    }
  });

  test.skipIf(!optional.plistutil.isThere())("reads a property list that others can read, too", () => {
    for (const root of roots) {
      const path = join(folder, "daily.plist");
      writeFileSync(path, launchd.units(jobFor(root))[0]?.text ?? "");
      const binary = join(folder, "daily.bplist");
      run("plistutil", ["-i", path, "-o", binary, "-f", "bin"]);
      expect(run("plistutil", ["-i", binary])).toMatch(/<key>RunAtLoad<\/key>\s*<true\/>/);
    }
  });

  test.skipIf(!optional.plutil.isThere())("finds no fault in the property list", () => {
    for (const root of roots) {
      const path = join(folder, "daily.plist");
      writeFileSync(path, launchd.units(jobFor(root))[0]?.text ?? "");
      expect(run("plutil", ["-lint", path])).toContain("OK");
    }
  });
});

describe("cron", () => {
  /** What cron hands to the shell: a `%` that is not escaped would end the line, and no backslash before one is left. */
  function shellLine(line: string): string {
    const [, command = ""] = /^0 5 \* \* \* (.*)$/.exec(line) ?? [];
    return command.split(/(?<!\\)%/)[0]?.replaceAll(String.raw`\%`, "%") ?? "";
  }

  test.each(roots)("starts v7 for %s with exactly its words", (root) => {
    const [table] = cron.units(jobFor(root));
    const [begin, line = "", end] = (table?.text ?? "").split("\n");
    expect([begin?.[0], end?.[0]]).toEqual(["#", "#"]);
    expect(
      run("/bin/sh", ["-c", shellLine(line)])
        .split("\n")
        .slice(0, -1),
    ).toEqual(wordsFor(root));
  });

  test.skipIf(!optional.crontab.isThere())("takes the table", () => {
    const path = join(folder, "table");
    for (const root of roots) {
      writeFileSync(path, cron.units(jobFor(root))[0]?.text ?? "");
      run("crontab", ["-T", path]);
    }
  });
});
