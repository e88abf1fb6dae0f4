import { readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
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
});

afterEach(() => repository.remove());

const secret = "PGPASSWORD=Sentinel1987\n";

function install(): void {
  expect(repository.v7("hooks", "install")).toMatchObject({ exitCode: 0, stderr: "" });
}

function uninstall(): void {
  expect(repository.v7("hooks", "uninstall")).toMatchObject({ exitCode: 0, stderr: "" });
}

/** What git calls, by the lines each hook adds to a file. */
function calls(): string[] {
  return repository.read("calls").trimEnd().split("\n");
}

/** v7 stops a commit that holds a secret: the surest sign that it was asked. */
function checksCommits(): boolean {
  repository.stage("docs/access.md", secret);
  const { exitCode } = repository.commit();
  repository.git("rm", "--quiet", "--force", "docs/access.md");
  return exitCode !== 0;
}

describe("in a repository without hooks", () => {
  test("git calls v7 from then on, and no longer after uninstall", () => {
    install();
    expect(checksCommits()).toBe(true);
    uninstall();
    expect(checksCommits()).toBe(false);
    expect(readdirSync(join(repository.root, ".git/hooks")).filter((name) => !name.endsWith(".sample"))).toEqual([]);
  });

  test("installing twice is as installing once", () => {
    install();
    const shim = repository.fingerprint(".git/hooks/pre-commit");
    install();
    expect(repository.fingerprint(".git/hooks/pre-commit")).toBe(shim);
    expect(readdirSync(join(repository.root, ".git/hooks")).filter((name) => name.includes("before"))).toEqual([]);
  });

  test("V7_SKIP_HOOKS leaves v7 out once", () => {
    install();
    repository.stage("docs/access.md", secret);
    repository.environment = { ...repository.environment, V7_SKIP_HOOKS: "1" };
    expect(repository.commit()).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("nothing is changed outside a repository", () => {
    const { exitCode, stderr } = repository.v7("hooks", "install", "--repo", repository.folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[V7-C014]");
  });

  test("a folder that cannot be written is told", () => {
    rmSync(join(repository.root, ".git/hooks"), { recursive: true });
    repository.write(".git/hooks", "in the way");
    const { exitCode, stderr } = repository.v7("hooks", "install");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[V7-H003]");
  });
});

/** Hooks as those programs write them: each learns from its own name or folder what it is. */
const others = {
  "a hook of one's own": {
    "pre-commit": '#!/bin/sh\necho "own $(basename "$0")" >> calls\n',
    "post-commit": "#!/bin/sh -e\necho own post-commit >> calls\n",
  },
  lefthook: {
    "pre-commit":
      '#!/bin/sh\n\nif [ "$LEFTHOOK" = "0" ]; then\n  exit 0\nfi\n\ncall_lefthook()\n{\n  echo "lefthook $@" >> calls\n}\n\ncall_lefthook run "pre-commit" "$@"\n',
  },
  "pre-commit": {
    "pre-commit":
      '#!/usr/bin/env bash\n# start templated\nARGS=(hook-impl --hook-type=pre-commit)\n# end templated\nHERE="$(cd "$(dirname "$0")" && pwd)"\nARGS+=(--hook-dir "$(basename "$HERE")" -- "$@")\necho "pre-commit ${ARGS[*]}" >> calls\n',
  },
  "a program that is no shell script": {
    "pre-commit": "#!/usr/bin/env node\nrequire('fs').appendFileSync('calls', 'node\\n')\n",
  },
} as const;

const expectedCalls = {
  "a hook of one's own": ["own pre-commit", "own post-commit"],
  lefthook: ["lefthook run pre-commit"],
  "pre-commit": ["pre-commit hook-impl --hook-type=pre-commit --hook-dir hooks --"],
  "a program that is no shell script": ["node"],
} as const;

describe.each(Object.keys(others) as (keyof typeof others)[])("beside %s", (other) => {
  const files = Object.entries(others[other]);

  beforeEach(() => {
    for (const [name, text] of files) repository.write(`.git/hooks/${name}`, text, 0o750);
  });

  test("both are called", () => {
    install();
    repository.commit("--allow-empty");
    expect(calls()).toEqual(expectedCalls[other]);
    expect(checksCommits()).toBe(true);
  });

  test("uninstall gives its bytes and modes back", () => {
    const prints = (): string[] => files.map(([name]) => repository.fingerprint(`.git/hooks/${name}`));
    const before = prints();
    install();
    install();
    uninstall();
    expect(prints()).toEqual(before);
  });
});

describe("a hook that was there before", () => {
  test("still stops a commit", () => {
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\necho not on a Sunday >&2\nexit 3\n", 0o755);
    install();
    const { exitCode, stderr } = repository.commit("--allow-empty");
    expect(exitCode).toBe(1);
    expect(stderr).toBe("not on a Sunday\n");
  });

  test("is not called when git did not call it either", () => {
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 3\n", 0o644);
    install();
    expect(repository.commit("--allow-empty").exitCode).toBe(0);
  });

  test("may be a link, and is one again", () => {
    repository.write("scripts/check", "#!/bin/sh\necho linked >> calls\n", 0o755);
    symlinkSync("../../scripts/check", join(repository.root, ".git/hooks/pre-commit"));
    install();
    repository.commit("--allow-empty");
    expect(calls()).toEqual(["linked"]);
    uninstall();
    expect(repository.run("readlink", [".git/hooks/pre-commit"]).stdout).toBe("../../scripts/check\n");
  });

  test("reads what git tells of rewritten commits", () => {
    repository.write(
      ".git/hooks/post-rewrite",
      '#!/bin/sh\nwhile read -r old new; do echo "$1 $old" >> calls; done\n',
      0o755,
    );
    install();
    repository.commit("--allow-empty");
    const first = repository.git("rev-parse", "HEAD");
    repository.commit("--amend", "--allow-empty", "--reset-author");
    expect(calls()).toEqual([`amend ${first}`]);
  });

  test("written anew over v7's is told, kept and called after the next install", () => {
    install();
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\necho new >> calls\n", 0o755);
    const before = repository.fingerprint(".git/hooks/pre-commit");
    install();
    repository.commit("--allow-empty");
    expect(calls()).toEqual(["new"]);
    expect(checksCommits()).toBe(true);
    uninstall();
    expect(repository.fingerprint(".git/hooks/pre-commit")).toBe(before);
  });
});

describe("beside husky", () => {
  beforeEach(() => {
    // As husky 9 leaves them: a stub a hook, which finds by its own name what to run.
    repository.write(
      ".husky/_/h",
      '#!/usr/bin/env sh\nn=$(basename "$0")\ns=$(dirname "$(dirname "$0")")/$n\n\n[ ! -f "$s" ] && exit 0\n\nsh -e "$s" "$@"\n',
    );
    for (const name of ["pre-commit", "commit-msg", "post-commit"])
      repository.write(`.husky/_/${name}`, '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n', 0o755);
    repository.write(".husky/pre-commit", "echo husky pre-commit >> calls\n");
    repository.write(".husky/commit-msg", "echo husky commit-msg >> calls\n");
    repository.git("config", "core.hooksPath", ".husky/_");
  });

  test("both are called, and hooks that are not v7's too", () => {
    install();
    repository.commit("--allow-empty");
    expect(calls()).toEqual(["husky pre-commit", "husky commit-msg"]);
    expect(checksCommits()).toBe(true);
  });

  test("its files are never touched, and uninstall gives the configuration's bytes back", () => {
    const prints = (): string[] => [".git/config", ".husky/_/pre-commit"].map((file) => repository.fingerprint(file));
    const before = prints();
    install();
    expect(prints()[1]).toBe(before[1]);
    uninstall();
    expect(prints()).toEqual(before);
  });

  test("which has taken its folder back, v7 says so and the next install mends it", () => {
    install();
    repository.git("config", "core.hooksPath", ".husky/_");
    const status = repository.v7("hooks", "status");
    expect(status.exitCode).toBe(1);
    expect(status.stdout).toContain("pre-commit        replaced");
    expect(status.stdout).toContain("Next: v7 hooks install");
    install();
    expect(checksCommits()).toBe(true);
  });

  test("installed again through a link to the repository, both are called once, and uninstall gives all back (M63)", () => {
    const before = repository.fingerprint(".git/config");
    install();
    const link = join(repository.folder, "link");
    symlinkSync("migration", link);
    expect(repository.v7("hooks", "install", "--repo", link)).toMatchObject({ exitCode: 0, stderr: "" });
    repository.commit("--allow-empty");
    expect(calls()).toEqual(["husky pre-commit", "husky commit-msg"]);
    expect(repository.v7("hooks", "uninstall", "--repo", link)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(repository.fingerprint(".git/config")).toBe(before);
  });

  test("each work tree's own folder counts", () => {
    repository.commit("--allow-empty");
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--no-verify", "--message", "Husky");
    install();
    const tree = join(repository.folder, "night shift");
    repository.git("worktree", "add", "--quiet", "-b", "night", tree);
    repository.run("git", ["commit", "--quiet", "--allow-empty", "--message", "Night"], tree);
    expect(repository.run("cat", ["calls"], tree).stdout).toContain("husky pre-commit\nhusky commit-msg\n");
  });

  describe("in linked work trees", () => {
    let tree: string;

    beforeEach(() => {
      tree = join(repository.folder, "night shift");
      repository.write("state/.gitkeep", "");
      repository.git("add", "--all");
      repository.git("commit", "--quiet", "--no-verify", "--message", "Husky");
      install();
    });

    /** v7 stops a secret, once, after husky had its say. */
    function expectBothIn(directory: string): void {
      repository.run(
        "sh",
        ["-c", "rm -f calls; echo PGPASSWORD=Sentinel1987 > access.md; git add access.md"],
        directory,
      );
      const { exitCode, stderr } = repository.run("git", ["commit", "--message", "Access"], directory);
      expect(repository.run("cat", ["calls"], directory).stdout).toBe("husky pre-commit\n");
      expect(stderr.match(/V7-S002/g)).toHaveLength(1);
      expect(exitCode).toBe(1);
      repository.run("git", ["rm", "--quiet", "--force", "access.md"], directory);
    }

    // Without the hook of a checkout v7 learns nothing of the new tree.
    test.each([[], ["-c", "core.hooksPath=/dev/null"]])(
      "made after the install both are called (git %s)",
      (...options) => {
        repository.git(...options, "worktree", "add", "--quiet", "-b", "night", tree);
        for (const directory of [tree, repository.root]) expectBothIn(directory);
        expect(repository.v7("hooks", "status", "--repo", tree)).toMatchObject({ exitCode: 0, stderr: "" });
        expect(repository.v7("hooks", "install", "--repo", tree)).toMatchObject({ exitCode: 0, stderr: "" });
        // A clone that is moved keeps this one.
        expect(repository.git("config", "core.hooksPath")).toBe(".git/v7/hooks");
      },
    );

    test("of a repository that was moved, status says that none is called and install mends it", () => {
      repository.git("worktree", "add", "--quiet", "-b", "night", tree);
      const elsewhere = join(repository.folder, "enterprise");
      renameSync(repository.root, elsewhere);
      repository.run("git", ["worktree", "repair"], elsewhere);
      for (const directory of [elsewhere, tree])
        expect(v7In(directory, "status")).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("replaced") });
      expectBothIn(elsewhere);
      expect(v7In(elsewhere, "install").exitCode).toBe(0);
      for (const directory of [elsewhere, tree]) expectBothIn(directory);
    });

    function v7In(directory: string, word: string): ReturnType<HookedRepository["run"]> {
      return repository.run(process.execPath, [packagePath("bin/run.js"), "hooks", word], directory);
    }
  });
});

test("a core.hooksPath of all repositories stays, and is called", () => {
  const shared = join(repository.folder, "hooks of the team");
  repository.run("mkdir", ["-p", shared]);
  repository.run("sh", [
    "-c",
    `printf '#!/bin/sh\\necho team >> calls\\n' > '${shared}/pre-commit'; chmod 755 '${shared}/pre-commit'`,
  ]);
  const settings = join(repository.folder, "gitconfig");
  repository.environment = { ...repository.environment, GIT_CONFIG_GLOBAL: settings };
  repository.git("config", "--global", "core.hooksPath", shared);
  const before = repository.fingerprint(".git/config");
  install();
  install();
  repository.commit("--allow-empty");
  expect(calls()).toEqual(["team"]);
  expect(checksCommits()).toBe(true);
  uninstall();
  expect(repository.fingerprint(".git/config")).toBe(before);
});

test("a hook that calls v7's again, or is one of an older folder, ends", () => {
  repository.write(
    ".git/hooks/pre-commit",
    '#!/bin/sh\necho own >> calls\n[ "$(wc -l < calls)" -gt 20 ] || sh .git/hooks/pre-commit\n',
    0o755,
  );
  install();
  repository.commit("--allow-empty");
  expect(calls().length).toBeLessThan(6);

  // As v7 took its own folder for another's, reached by another name.
  const own = join(repository.root, ".git/v7/hooks");
  repository.write("calls", "");
  repository.write(".git/v7/hooks/pre-commit", repository.read(".git/hooks/pre-commit"), 0o755);
  repository.write(
    ".git/v7/hooks/pre-commit.before-v7",
    `#!/bin/sh\necho again >> calls\n[ "$(wc -l < calls)" -gt 20 ] || exec '${own}/pre-commit'\n`,
    0o755,
  );
  repository.git("config", "core.hooksPath", own);
  repository.commit("--allow-empty");
  expect(calls()).toEqual(["again"]);
});

test("git 2.54 and newer call v7 by configuration, and no file of hooks is written", () => {
  repository.pretendGit("2.54.0");
  repository.write(".git/hooks/pre-commit", "#!/bin/sh\necho own >> calls\n", 0o755);
  const prints = (): string[] => [".git/config", ".git/hooks/pre-commit"].map((file) => repository.fingerprint(file));
  const before = prints();
  install();
  install();
  const command = repository.git("config", "hook.v7-pre-commit.command");
  expect(repository.git("config", "--get-regexp", "^hook\\.v7-pre-commit")).toEqual(
    expect.stringMatching(/^hook\.v7-pre-commit\.command .*\nhook\.v7-pre-commit\.event pre-commit$/),
  );
  expect(prints()[1]).toBe(before[1]);
  // Git's part, played by hand: the one here may be older.
  repository.stage("docs/access.md", secret);
  expect(repository.run("/bin/sh", ["-c", command]).exitCode).toBe(1);
  expect(playedInLinkedTree(command)).toBe(1);
  uninstall();
  expect(prints()).toEqual(before);
});

/** Git names its folder to hooks in a linked work tree. */
function playedInLinkedTree(command: string): number {
  const tree = join(repository.folder, "night shift");
  repository.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--allow-empty", "--message", "Plan");
  repository.git("-c", "core.hooksPath=/dev/null", "worktree", "add", "--quiet", "--detach", tree);
  const play = `echo PGPASSWORD=Sentinel1987 > access.md; git add access.md; GIT_DIR=$(git rev-parse --git-dir); export GIT_DIR; ${command}`;
  return repository.run("/bin/sh", ["-c", play], tree).exitCode;
}
