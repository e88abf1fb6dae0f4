import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HookedRepository } from "../support/hooked-repository.ts";

let repository: HookedRepository;

beforeEach(() => {
  repository = new HookedRepository();
});

afterEach(() => repository.remove());

/** A scheduler's tool that takes everything, and keeps what it was told. */
function putTool(name: string, body = ""): void {
  const folder = repository.program(name, `#!/bin/sh\necho "$1" >> '${repository.folder}/told'\n${body}\n`);
  repository.environment = { ...repository.environment, PATH: `${folder}:/usr/bin:/bin` };
}

describe("v7 daily --install --write", () => {
  test("is refused where the scheduler's tool is missing, and writes nothing", () => {
    const { exitCode, stderr } = repository.v7("daily", "--install", "launchd", "--write");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("there is no launchctl here [V7-F031]")]);
    expect(existsSync(join(repository.folder, "Library"))).toBe(false);
  });

  test("names what it wrote, and --uninstall what it took out", () => {
    putTool("launchctl", `[ "$1" != print ]`);
    const { stdout } = repository.v7("daily", "--install", "launchd", "--write");
    const [, plist = ""] = /^Wrote (.*\/Library\/LaunchAgents\/org\.v7\..*\.plist)$/m.exec(stdout) ?? [];
    expect(readFileSync(plist, "utf8")).toContain(`<string>${repository.root}</string>`);
    expect(repository.v7("daily", "--uninstall", "launchd").stdout).toBe(`Took it out of ${plist}\n`);
    expect(existsSync(plist)).toBe(false);
    expect(repository.v7("daily", "--uninstall", "launchd").stdout).toBe(
      "launchd has no daily maintenance of this repository.\n",
    );
  });

  test.each(["systemd", "launchd", "cron"])(
    "of %s is refused for a path that ends lines or is no text",
    (scheduler) => {
      const root = join(repository.folder, "bell\u0007");
      mkdirSync(join(root, "state"), { recursive: true });
      repository.run("git", ["init", "--quiet"], root);
      const { exitCode, stderr } = repository.v7("--repo", root, "daily", "--install", scheduler);
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining("[V7-F033]")]);
    },
  );

  test("and --uninstall at once is a mistake", () => {
    const { exitCode } = repository.v7("daily", "--install", "cron", "--uninstall", "cron");
    expect(exitCode).toBe(1);
  });
});
