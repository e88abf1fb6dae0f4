import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installHooks } from "../../src/git/hooks/install.ts";
import { hookNames } from "../../src/git/hooks/shims.ts";
import { openRepository } from "../../src/git/open-repository.ts";
import { HookedRepository } from "../support/hooked-repository.ts";
import { optional } from "../support/optional.ts";

/** What `sh` is: on Debian, on Alpine, and on a Mac. */
const shells = [
  ["dash", optional.dash],
  ["busybox sh", optional.busybox],
  ["bash --posix", optional.bash],
] as const;

describe.each(shells.filter(([, { isThere }]) => isThere()))("hooks whose sh is %s", (shell) => {
  const [program = "", ...words] = shell.split(" ");
  let repository: HookedRepository;

  beforeEach(async () => {
    repository = new HookedRepository();
    // Stands for v7: it tells the hook, its words and what it was given, and says no where a test wants that.
    const folder = repository.program(
      "v7",
      `#!/bin/sh\nshift 2\necho "$@" >> '${at("calls")}'\n[ "$1" != post-rewrite ] || cat >> '${at("calls")}'\n[ ! -f '${at("stop")}' ]\n`,
    );
    repository.write(
      ".git/hooks/pre-commit",
      `#!/bin/sh\necho own >> '${at("calls")}'\n[ ! -f '${at("own stop")}' ]\n`,
      0o755,
    );
    await installHooks(await openRepository(repository.root), { node: join(folder, "v7"), v7: join(folder, "v7") });
    const interpreter = repository.run("/bin/sh", ["-c", `command -v ${program}`]).stdout.trim();
    for (const name of hookNames) {
      const shim = repository.read(`.git/hooks/${name}`);
      repository.write(
        `.git/hooks/${name}`,
        shim.replace("#!/bin/sh", `#!${[interpreter, ...words].join(" ")}`),
        0o755,
      );
    }
  });

  afterEach(() => repository.remove());

  function at(file: string): string {
    return join(repository.folder, file);
  }

  /** What was called since the last time. */
  function calls(): string[] {
    const text = existsSync(at("calls")) ? readFileSync(at("calls"), "utf8") : "";
    rmSync(at("calls"), { force: true });
    return text.split("\n").slice(0, -1);
  }

  function commit(file: string, text = `${file}\n`): ReturnType<HookedRepository["commit"]> {
    repository.stage(file, text);
    return repository.commit();
  }

  test("call what was there, then v7, and stop a commit by either's no", () => {
    expect(commit("enums.md")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(calls()).toEqual(["own", "pre-commit", "post-commit"]);
    writeFileSync(at("stop"), "");
    expect(commit("tables.md").exitCode).toBe(1);
    expect(calls()).toEqual(["own", "pre-commit"]);
    writeFileSync(at("own stop"), "");
    expect(commit("views.md").exitCode).toBe(1);
    expect(calls()).toEqual(["own"]);
  });

  test("leave v7 out where a person says so, and where it is gone", () => {
    repository.environment = { ...repository.environment, V7_SKIP_HOOKS: "1" };
    expect(commit("enums.md")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(calls()).toEqual(["own"]);
    repository.environment = { ...repository.environment, V7_SKIP_HOOKS: undefined };
    rmSync(join(repository.folder, "programs/v7"));
    const { exitCode, stderr } = commit("tables.md");
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("commit not checked")]);
  });

  test("hand on what git tells of a rebase, once, also in a linked work tree", () => {
    commit("plan.md");
    repository.git("checkout", "--quiet", "-b", "wo-1.1");
    for (const file of ["enums.md", "tables.md"]) commit(file);
    repository.git("checkout", "--quiet", "main");
    commit("plan.md", "Assessment begins\n");
    repository.git("worktree", "add", "--quiet", "../night shift", "wo-1.1");
    calls();
    expect(repository.run("git", ["rebase", "--quiet", "main"], join(repository.root, "../night shift")).exitCode).toBe(
      0,
    );
    const told = calls();
    expect(told.filter((line) => line.startsWith("post-commit"))).toEqual([]);
    expect(told.filter((line) => line === "post-rewrite rebase")).toHaveLength(1);
    expect(told.filter((line) => /^[0-9a-f]{40} [0-9a-f]{40}$/.test(line))).toHaveLength(2);
  });

  test("end at once where a hook leads back to them", () => {
    repository.write(
      ".git/hooks/pre-commit.before-v7",
      `#!/bin/sh\n'${repository.root}/.git/hooks/pre-commit'\n`,
      0o755,
    );
    expect(commit("enums.md").exitCode).toBe(0);
    expect(calls().filter((line) => line === "pre-commit").length).toBeLessThanOrEqual(4);
  });
});
