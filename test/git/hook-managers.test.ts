import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HookedRepository } from "../support/hooked-repository.ts";

const require = createRequire(import.meta.url);

/** Programs that manage hooks, as their packages bring them. */
const managers = {
  husky: {
    program: [process.execPath, join(dirname(require.resolve("husky")), "bin.js")],
    /** Its own file, which says what it calls. */
    file: ".husky/pre-commit",
    text: "echo husky >> calls\n",
    hook: ".husky/_/pre-commit",
  },
  lefthook: {
    program: [lefthookBinary(), "install"],
    file: "lefthook.yml",
    text: "pre-commit:\n  commands:\n    note:\n      files: echo lefthook.yml\n      run: echo lefthook >> calls\n",
    hook: ".git/hooks/pre-commit",
  },
} as const;

/** Not what `lefthook` starts, which is a script that starts this one. */
function lefthookBinary(): string {
  const name = `lefthook-${process.platform}-${process.arch}`;
  return join(dirname(require.resolve("lefthook/package.json")), "..", name, "bin", "lefthook");
}

const names = (Object.keys(managers) as (keyof typeof managers)[]).filter((name) =>
  existsSync(managers[name].program[name === "husky" ? 1 : 0]),
);

test.skipIf(process.platform === "win32")("both managers are here", () => {
  expect(names).toEqual(["husky", "lefthook"]);
});

describe.each(names)("beside %s", (name) => {
  const { program, file, text, hook } = managers[name];
  let repository: HookedRepository;

  beforeEach(() => {
    repository = new HookedRepository();
    repository.write(file, text);
    manage();
  });

  afterEach(() => repository.remove());

  /** Has the manager install its hooks. */
  function manage(): void {
    const [command, ...words] = program;
    expect(repository.run(command, words).exitCode).toBe(0);
  }

  function install(): void {
    expect(repository.v7("hooks", "install")).toMatchObject({ exitCode: 0, stderr: "" });
  }

  function uninstall(): void {
    expect(repository.v7("hooks", "uninstall")).toMatchObject({ exitCode: 0, stderr: "" });
  }

  /** Both have their say about one commit: the manager's command leaves its name, v7 finds the secret. */
  function expectBoth(): void {
    repository.run("rm", ["-f", "calls"]);
    repository.stage("docs/access.md", "PGPASSWORD=Sentinel1987\n");
    const { exitCode, stderr } = repository.commit();
    repository.git("rm", "--quiet", "--force", "docs/access.md");
    expect(repository.read("calls")).toBe(`${name}\n`);
    expect(stderr).toContain("[V7-S002]");
    expect(exitCode).toBe(1);
  }

  /** Git's folder of hooks and its configuration: names, bytes and modes. */
  function prints(): string[] {
    const folder = join(repository.root, ".git/hooks");
    const files = readdirSync(folder).map((entry) => `.git/hooks/${entry}`);
    return [...files, hook, ".git/config"].map((path) => `${path} ${repository.fingerprint(path)}`).toSorted();
  }

  test("both are called", () => {
    install();
    expectBoth();
  });

  test("uninstall gives bytes and modes back", () => {
    const before = prints();
    install();
    uninstall();
    expect(prints()).toEqual(before);
  });

  test("which has installed its hooks anew, status says so and the next install mends it", () => {
    const before = prints();
    install();
    manage();
    const status = repository.v7("hooks", "status");
    expect(status.exitCode).toBe(1);
    expect(status.stdout).toContain("pre-commit        replaced");
    install();
    expectBoth();
    uninstall();
    expect(prints()).toEqual(before);
  });
});
