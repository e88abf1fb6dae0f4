import { existsSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { HookedRepository } from "../support/hooked-repository.ts";
import { rounds } from "../support/optional.ts";

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

  /** Both have their say about one commit, once: the manager's command leaves its name, v7 finds the secret. */
  function expectBoth(directory = repository.root): void {
    const secret = "rm -f calls; mkdir -p docs; echo PGPASSWORD=Sentinel1987 > docs/access.md; git add docs";
    repository.run("sh", ["-c", secret], directory);
    const { exitCode, stderr } = repository.run("git", ["commit", "--quiet", "--message", "Access"], directory);
    repository.run("git", ["rm", "--quiet", "--force", "docs/access.md"], directory);
    expect(repository.run("cat", ["calls"], directory).stdout).toBe(`${name}\n`);
    expect(stderr.match(/V7-S002/g)).toHaveLength(1);
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

  // Beside lefthook v7's hooks lie in git's own folder, which has no name to be taken for another's.
  describe.skipIf(name === "lefthook" && rounds({ test: 0, all: 1 }) === 0)("under another name", () => {
    test("of a link, v7 knows its own folder by either", () => {
      const before = prints();
      const link = join(repository.folder, "link");
      symlinkSync(repository.root, link);
      for (const place of [link, repository.root]) v7In(place, "install");
      expectBoth();
      v7In(link, "uninstall");
      expect(prints()).toEqual(before);
    });

    test.each([
      ["moved", (from: string, to: string) => renameSync(from, to)],
      ["copied", (from: string, to: string) => repository.run("cp", ["-a", from, to], "/")],
    ])("a clone that was %s goes on with its hooks, each called once, and gives them back", (_, take) => {
      install();
      const elsewhere = join(repository.folder, "enterprise");
      const hooksPath = repository.tryGit("config", "core.hooksPath").stdout;
      take(repository.root, elsewhere);
      expectBoth(elsewhere);
      v7In(elsewhere, "install");
      expect(hooksPathIn(elsewhere)).toBe(hooksPath);
      v7In(elsewhere, "uninstall");
      expect(hooksPathIn(elsewhere)).toBe(name === "husky" ? ".husky/_\n" : "");
    });

    test.skipIf(name === "lefthook")("the whole path, as linked work trees need it, is known after a move", () => {
      install();
      repository.git("config", "core.hooksPath", join(repository.root, ".git/v7/hooks"));
      const elsewhere = join(repository.folder, "enterprise");
      renameSync(repository.root, elsewhere);
      v7In(elsewhere, "install");
      expectBoth(elsewhere);
    });
  });

  function v7In(directory: string, ...words: readonly string[]): void {
    const argv = [packagePath("bin/run.js"), "hooks", ...words, "--repo", directory];
    expect(repository.run(process.execPath, argv, directory)).toMatchObject({ exitCode: 0, stderr: "" });
  }

  function hooksPathIn(directory: string): string {
    return repository.run("git", ["config", "core.hooksPath"], directory).stdout;
  }
});
