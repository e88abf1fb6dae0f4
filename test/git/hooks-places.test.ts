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

/** v7 stops a commit that holds a secret: the surest sign that it was asked. */
function checksCommits(): boolean {
  repository.stage("docs/access.md", secret);
  const { exitCode } = repository.commit();
  repository.git("rm", "--quiet", "--force", "docs/access.md");
  return exitCode !== 0;
}

describe("wherever git is at work", () => {
  beforeEach(install);

  test("with an empty PATH, as editors start it", () => {
    const git = repository.run("/bin/sh", ["-c", "command -v git"]).stdout.trim();
    repository.stage("docs/access.md", secret);
    repository.environment = { ...repository.environment, PATH: "" };
    const { exitCode, stderr } = repository.run(git, ["commit", "--message", "Access"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[V7-S002]");
  });

  test("before the first commit, and on a detached HEAD", () => {
    expect(checksCommits()).toBe(true);
    repository.commit("--allow-empty");
    repository.git("checkout", "--quiet", "--detach");
    expect(checksCommits()).toBe(true);
  });

  test("in a linked work tree", () => {
    repository.commit("--allow-empty");
    const tree = join(repository.folder, "tree");
    repository.git("worktree", "add", "--quiet", tree);
    repository.run("sh", ["-c", "echo PGPASSWORD=Sentinel1987 > access.md; git add access.md"], tree);
    const { exitCode, stderr } = repository.run("git", ["commit", "--message", "Access"], tree);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("access.md:1:1");
  });

  test("in a submodule and a shallow clone, each with hooks of its own", () => {
    repository.stage("state/.gitkeep", "");
    repository.commit();
    const clone = join(repository.folder, "shallow");
    repository.git("clone", "--quiet", "--depth", "1", `file://${repository.root}`, clone);
    repository.git(
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "--quiet",
      "add",
      `file://${repository.root}`,
      "sub",
    );
    for (const directory of [clone, join(repository.root, "sub")]) {
      expect(repository.v7("hooks", "install", "--repo", directory).exitCode).toBe(0);
      repository.run("sh", ["-c", "echo PGPASSWORD=Sentinel1987 > access.md; git add access.md"], directory);
      expect(repository.run("git", ["commit", "--message", "Access"], directory).exitCode).toBe(1);
    }
  });

  test("beside many others: twenty commits in ten work trees are all made", async () => {
    repository.commit("--allow-empty");
    const trees = Array.from({ length: 10 }, (_, index) => join(repository.folder, `tree-${index}`));
    for (const tree of trees) repository.git("worktree", "add", "--quiet", tree);
    for (let round = 0; round < 2; round += 1) {
      const commits = trees.map((tree) =>
        repository.start(["commit", "--allow-empty", "--message", `Task in ${tree}`], tree),
      );
      expect(new Set(await Promise.all(commits))).toEqual(new Set([0]));
    }
    expect(repository.git("rev-list", "--all", "--count")).toBe("21");
  });
});

describe("a hook that asks about another repository", () => {
  const run = packagePath("bin/run.js");
  let other: string;

  beforeEach(() => {
    other = join(repository.folder, "other");
    repository.git("init", "--quiet", other);
    repository.run("mkdir", [join(other, "state")]);
    repository.run("sh", ["-c", "echo PGPASSWORD=Sentinel1987 > access.md; git add access.md"], other);
    repository.stage("README.md", "AYA\n");
    repository.commit();
    const ask = `'${process.execPath}' '${run}' validate --staged --json`;
    repository.write(
      ".git/hooks/pre-commit",
      `#!/bin/sh\n${ask} --repo '${other}' > "$PWD/answer.json"; true\n`,
      0o755,
    );
  });

  test.each([
    ["a commit with an index of its own", "main"],
    ["a linked work tree, whose folder git names", "tree"],
  ])("is told about that one, from %s", (_, place) => {
    const tree = join(repository.folder, "tree");
    if (place === "tree") repository.git("worktree", "add", "--quiet", tree);
    const directory = place === "tree" ? tree : repository.root;
    repository.run("sh", ["-c", "echo More >> README.md"], directory);
    expect(repository.run("git", ["commit", "--all", "--message", "More"], directory).exitCode).toBe(0);
    const answer = JSON.parse(repository.run("cat", ["answer.json"], directory).stdout) as { findings: object[] };
    expect(answer.findings).toMatchObject([{ file: "access.md", code: "V7-S002" }]);
  });

  test("and names its own is told of the commit that is made", () => {
    const ask = `'${process.execPath}' '${run}' validate --staged --json --repo "$PWD/docs"`;
    repository.write(".git/hooks/pre-commit", `#!/bin/sh\n${ask} > answer.json; true\n`, 0o755);
    repository.stage("docs/access.md", "Nothing yet\n");
    repository.commit();
    repository.write("docs/access.md", secret);
    expect(repository.commit("--all").exitCode).toBe(0);
    expect(repository.read("answer.json")).toContain("V7-S002");
  });
});

describe("when v7 is gone", () => {
  beforeEach(() => {
    install();
    for (const name of ["pre-commit", "post-commit"]) {
      const moved = repository.read(`.git/hooks/${name}`).replaceAll(packagePath("bin/run.js"), "/nowhere/bin/run.js");
      repository.write(`.git/hooks/${name}`, moved, 0o755);
    }
  });

  test("a commit passes, and one line says that it was not checked", () => {
    const { exitCode, stderr } = repository.commit("--allow-empty");
    expect(exitCode).toBe(0);
    expect(stderr).toBe("v7: commit not checked: v7 is no longer where it was; run v7 hooks install\n");
  });

  test("status tells, and install mends it", () => {
    const status = repository.v7("hooks", "status");
    expect(status.exitCode).toBe(1);
    expect(status.stdout).toContain("pre-commit        broken     /nowhere/bin/run.js is gone\n");
    install();
    expect(checksCommits()).toBe(true);
  });
});

describe("without a database", () => {
  test("a commit is made and one line says that the next record catches up", () => {
    install();
    const { exitCode, stderr } = repository.commit("--allow-empty");
    expect(exitCode).toBe(0);
    expect(stderr).toBe("v7: not recorded yet: there is no database yet [V7-B001]; v7 record catches up\n");
  });

  test("that a URL names, no password is told", () => {
    install();
    const url = "postgres://v7:Sentinel1987@127.0.0.1:1/aya_rag"; // v7:allow-secret an example
    repository.environment = { ...repository.environment, V7_DATABASE_URL: url };
    const { exitCode, stderr } = repository.commit("--allow-empty");
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^v7: not recorded yet: .*\[V7-B\d+\]; v7 record catches up\n$/);
    expect(stderr).not.toContain("Sentinel1987");
  });

  test("a checkout of files asks nobody", () => {
    install();
    repository.stage("README.md", "AYA\n");
    repository.commit();
    expect(repository.tryGit("checkout", "--quiet", "--", "README.md").stderr).toBe("");
  });
});
