import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readGitText } from "../../src/git/command.ts";
import { openRepository } from "../../src/git/open-repository.ts";
import { readHead, readSubject, readUserName } from "../../src/git/repository.ts";

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "v7-git-")));
  mkdirSync(join(folder, "checkout"));
  vi.stubEnv("HOME", join(folder, "home"));
  vi.stubEnv("XDG_CONFIG_HOME", undefined);
  vi.stubEnv("GIT_CONFIG_GLOBAL", undefined);
  vi.stubEnv("GIT_CONFIG_SYSTEM", undefined);
  vi.stubEnv("GIT_CONFIG_NOSYSTEM", "1");
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...argv: readonly string[]): string {
  const identity = ["-c", "user.name=The Architect", "-c", "user.email=architect@example.org"];
  const env = { PATH: process.env["PATH"] ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", [...identity, ...argv], { cwd: join(folder, "checkout"), encoding: "utf8", env }).trim();
}

function write(file: string, text: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const named = "[user]\n\tname = Layer 1 Data Sentinel\n";

describe("the name of git's user", () => {
  beforeEach(() => void git("init", "--quiet", "--initial-branch", "main"));

  async function userName(): Promise<string | undefined> {
    return readUserName(await openRepository(join(folder, "checkout")));
  }

  test("is unknown where no configuration gives one", async () => {
    expect(await userName()).toBeUndefined();
  });

  test("comes from the file below XDG_CONFIG_HOME", async () => {
    write("xdg/git/config", named);
    vi.stubEnv("XDG_CONFIG_HOME", join(folder, "xdg"));
    expect(await userName()).toBe("Layer 1 Data Sentinel");
  });

  test("comes from GIT_CONFIG_GLOBAL, instead of the home folder's file", async () => {
    write("home/.gitconfig", "[user]\n\tname = Test Sentinel\n");
    vi.stubEnv("GIT_CONFIG_GLOBAL", write("elsewhere.config", named));
    expect(await userName()).toBe("Layer 1 Data Sentinel");
  });

  test("comes from the home folder's file", async () => {
    write("home/.gitconfig", named);
    expect(await userName()).toBe("Layer 1 Data Sentinel");
  });
});

test("HEAD names a branch before its first commit, and a commit alone where it is detached", async () => {
  git("init", "--quiet", "--initial-branch", "main");
  const repository = await openRepository(join(folder, "checkout"));
  expect(await readHead(repository)).toEqual({ branch: "main" });
  git("commit", "--quiet", "--allow-empty", "--message", "Declare Assessment");
  git("switch", "--quiet", "--detach");
  expect(await readHead(repository)).toEqual({ commit: git("rev-parse", "HEAD") });
});

describe("GIT_DIR and GIT_WORK_TREE", () => {
  let commit: string;

  beforeEach(() => {
    const places = ["--git-dir", join(folder, "history"), "--work-tree", join(folder, "checkout")];
    git(...places, "init", "--quiet", "--initial-branch", "main");
    write("checkout/state/phases/1.yaml", "name: Assessment\n");
    git(...places, "add", "--all");
    git(...places, "commit", "--quiet", "--message", "Declare Assessment");
    commit = git(...places, "rev-parse", "HEAD");
    vi.stubEnv("GIT_DIR", join(folder, "history"));
    vi.stubEnv("GIT_WORK_TREE", join(folder, "checkout"));
  });

  test("say where the repository lies, also from a folder inside it", async () => {
    expect(await openRepository(join(folder, "checkout", "state"))).toMatchObject({
      root: join(folder, "checkout"),
      home: join(folder, "history", "v7"),
      isGit: true,
    });
  });

  test("say whose commit, branch and subject a plan is made from", async () => {
    const repository = await openRepository(join(folder, "checkout"));
    expect(await readHead(repository)).toEqual({ commit, branch: "main" });
    expect(await readSubject(repository, commit)).toBe("Declare Assessment");
  });
});

describe("a bare repository", () => {
  test.each([
    ["by its own folder", "v7.git", "v7.git"],
    ["from within", "v7.git", "v7.git/hooks"],
    ["that is called .git, beside its work trees", "top/.git", "top"],
    ["to which a file .git leads", "top/.bare", "top"],
  ])("%s is refused, with what to do, and nothing is made in it", async (_, bare, place) => {
    git("init", "--quiet", "--bare", join(folder, bare));
    if (bare === "top/.bare") write("top/.git", "gitdir: ./.bare\n");
    const refused = {
      code: "V7-H042",
      exitCode: 1,
      next: [expect.stringMatching(/worktree list$/), expect.anything()],
    };
    await expect(openRepository(join(folder, place))).rejects.toMatchObject(refused);
    expect(existsSync(join(folder, bare, ".v7"))).toBe(false);
  });

  test("has work trees, which are opened as all others", async () => {
    git("init", "--quiet", "--initial-branch", "main");
    git("commit", "--quiet", "--allow-empty", "--message", "Begin the assessment");
    git("clone", "--quiet", "--bare", ".", join(folder, "v7.git"));
    git("-C", join(folder, "v7.git"), "worktree", "add", "--quiet", join(folder, "v7.git/night"), "main");
    expect(await openRepository(join(folder, "v7.git/night"))).toMatchObject({
      root: join(folder, "v7.git/night"),
      home: join(folder, "v7.git/v7"),
    });
  });
});

test("a repository of another user is told in one line, with the command that git names", async () => {
  git("init", "--quiet");
  const root = join(folder, "checkout");
  const environment = { PATH: process.env["PATH"], GIT_TEST_ASSUME_DIFFERENT_OWNER: "1", GIT_CONFIG_NOSYSTEM: "1" };
  await expect(readGitText({ root, environment }, { argv: ["rev-parse", "HEAD"] })).rejects.toMatchObject({
    code: "V7-H041",
    message: `git rev-parse: fatal: detected dubious ownership in repository at '${root}'`,
    next: [`git config --global --add safe.directory ${/^[\w./-]+$/.test(root) ? root : `'${root}'`}`],
  });
});

test("a repository has one name, whatever links lead to it (M35)", async () => {
  git("init", "--quiet");
  mkdirSync(join(folder, "checkout/state"));
  symlinkSync("checkout", join(folder, "link"));
  symlinkSync("checkout/state", join(folder, "below"));
  for (const way of ["checkout", "link", "link/state", "below"])
    expect((await openRepository(join(folder, way))).root).toBe(join(folder, "checkout"));
});
