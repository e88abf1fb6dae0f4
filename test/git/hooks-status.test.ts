import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lastingNode } from "../../src/system/lasting-node.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { HookedRepository } from "../support/hooked-repository.ts";

/** Without hooks, as each test finds it. */
let prepared: HookedRepository;
let repository: HookedRepository;

beforeAll(() => {
  prepared = new HookedRepository();
});

afterAll(() => prepared.remove());

beforeEach(() => {
  repository = prepared.copy();
  // `v7 doctor` asks for a database, and these tests have none.
  repository.environment = { ...repository.environment, V7_DATABASE_URL: "postgres://v7@127.0.0.1:1/aya_rag" };
});

afterEach(() => repository.remove());

/** What `v7 doctor` says of hooks. */
function doctor(): unknown {
  const { stdout } = repository.v7("doctor", "--json");
  const { checks } = JSON.parse(stdout) as { checks: { name: string }[] };
  return checks.find(({ name }) => name === "hooks");
}

function programsGone(word: string): void {
  for (const name of ["pre-commit", "post-commit"]) {
    const moved = repository.read(`.git/hooks/${name}`).replaceAll(word, "/opt/removed");
    repository.write(`.git/hooks/${name}`, moved, 0o755);
  }
}

describe("hooks that do nothing are told by status and doctor alike", () => {
  test.each([
    ["whose node was removed", () => programsGone(lastingNode(process.env["PATH"])), "/opt/removed is gone"],
    ["whose v7 was removed", () => programsGone(packagePath("bin/run.js")), "/opt/removed is gone"],
    [
      "that were written over",
      () => repository.write(".git/hooks/pre-commit", "#!/bin/sh\n"),
      "another hook stands in its place",
    ],
    ["that were removed", () => repository.run("rm", [".git/hooks/pre-commit"]), "its script is gone"],
    [
      "that lost their right to run",
      () => repository.run("chmod", ["-x", ".git/hooks/pre-commit"]),
      "its script cannot be run",
    ],
    [
      "that git passes by, since core.hooksPath was set",
      () => repository.git("config", "core.hooksPath", ".husky/_"),
      "git looks into ROOT/.husky/_",
    ],
  ])("%s", (_, happen, problem) => {
    repository.v7("hooks", "install");
    happen();
    const told = problem.replace("ROOT", repository.root);
    const status = repository.v7("hooks", "status");
    expect(status.exitCode).toBe(1);
    expect(status.stdout).toMatch(/^pre-commit +(?:broken|replaced|missing) +/);
    expect(status.stdout).toContain(told);
    expect(doctor()).toEqual({
      name: "hooks",
      status: "warn",
      detail: `hook pre-commit does nothing: ${told}`,
      fix: "v7 hooks install",
    });
    repository.v7("hooks", "install");
    expect(repository.v7("hooks", "status").exitCode).toBe(0);
    expect(doctor()).toMatchObject({ status: "ok" });
  });
});

test("hooks that were never installed are no fault", () => {
  expect(repository.v7("hooks", "status").exitCode).toBe(0);
  expect(doctor()).toMatchObject({ status: "ok", fix: null });
});

test("once core.hooksPath was set, uninstall still puts back what git's own folder held", () => {
  repository.write(".git/hooks/pre-commit", "#!/bin/sh\necho own >> calls\n", 0o750);
  const before = repository.fingerprint(".git/hooks/pre-commit");
  repository.v7("hooks", "install");
  repository.git("config", "core.hooksPath", ".husky/_");
  repository.v7("hooks", "install");
  expect(repository.fingerprint(".git/hooks/pre-commit")).toBe(before);
  repository.v7("hooks", "uninstall");
  expect(repository.git("config", "core.hooksPath")).toBe(".husky/_");
});

test("configured hooks that an older git is asked for do nothing", () => {
  repository.pretendGit("2.54.0");
  repository.v7("hooks", "install");
  expect(repository.v7("hooks", "status").exitCode).toBe(0);
  repository.git("config", "--remove-section", "hook.v7-post-merge");
  expect(repository.v7("hooks", "status").stdout).toContain(
    "post-merge        replaced   git's configuration does not name it\n",
  );
  repository.pretendGit("2.53.0");
  expect(repository.v7("hooks", "status").stdout).toMatch(
    /pre-commit +replaced +git 2.53.0 knows no configured hooks\n/,
  );
});
