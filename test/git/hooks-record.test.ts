import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { lastingNode } from "../../src/system/lasting-node.ts";
import { HookedRepository } from "../support/hooked-repository.ts";

/** With hooks, as each test finds it. */
let prepared: HookedRepository;
let repository: HookedRepository;

beforeAll(() => {
  prepared = new HookedRepository();
  prepared.v7("hooks", "install");
});

afterAll(() => prepared.remove());

beforeEach(() => {
  repository = prepared.copy();
});

afterEach(() => repository.remove());

describe("with a database", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await testDatabase();
    repository.environment = { ...repository.environment, V7_DATABASE_URL: database.url };
  });

  afterEach(() => database.drop());

  async function recorded(): Promise<{ sha: string; rewritten_as: string | null }[]> {
    const connection = await database.connect();
    const { rows } = await connection.query<{ sha: string; rewritten_as: string | null }>(
      "SELECT sha, rewritten_as FROM v7_commits ORDER BY committed_at, sha",
    );
    return rows;
  }

  /** A hook in a hurry may give up on a busy machine: then the next record catches up, as it must. */
  async function recordedShas(): Promise<string[]> {
    repository.v7("record");
    return (await recorded()).map(({ sha }) => sha).toSorted();
  }

  function history(): string[] {
    return repository.git("rev-list", "--all").split("\n").toSorted();
  }

  test("commits, merges and commits past the hooks are recorded", async () => {
    repository.stage("plan.md", "Assessment\n");
    repository.commit();
    repository.git("checkout", "--quiet", "-b", "wo-1.1");
    repository.stage("enums.md", "contact_status\n");
    repository.commit("--no-verify");
    repository.git("checkout", "--quiet", "main");
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge wo-1.1", "wo-1.1");
    repository.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--allow-empty", "--message", "Unseen");
    expect(await recordedShas()).toEqual(history());
  });

  describe("a series of commits", () => {
    /** Three commits beside main, which has gone on. */
    function branch(): void {
      repository.stage("plan.md", "Assessment\n");
      repository.commit();
      repository.git("checkout", "--quiet", "-b", "wo-1.1");
      for (const name of ["enums.md", "tables.md", "views.md"]) {
        repository.stage(name, "contact_status\n");
        repository.commit();
      }
      repository.git("checkout", "--quiet", "main");
      repository.stage("plan.md", "Assessment begins\n");
      repository.commit();
    }

    /** From now on each start of v7 by a hook leaves the hook's name. */
    function noteCalls(): void {
      const noting = `#!/bin/sh\necho "$3" >> '${join(repository.folder, "calls")}'\nexec '${process.execPath}' "$@"\n`;
      const node = join(repository.program("node", noting), "node");
      for (const name of ["post-commit", "post-checkout", "post-rewrite"]) {
        const shim = repository.read(`.git/hooks/${name}`).replaceAll(lastingNode(process.env["PATH"]), node);
        repository.write(`.git/hooks/${name}`, shim, 0o755);
      }
    }

    function calls(): string[] {
      return repository
        .run("cat", [join(repository.folder, "calls")])
        .stdout.trimEnd()
        .split("\n");
    }

    const rebase = ["rebase", "--quiet", "main", "wo-1.1"];
    const pick = ["cherry-pick", "main..wo-1.1"];

    test.each([
      ["a rebase", "asks once, at its end", rebase, "post-rewrite", "."],
      ["a rebase in a linked work tree", "asks once, at its end", rebase, "post-rewrite", "../night shift"],
      ["a cherry-pick", "asks once, with the last", pick, "post-commit", "."],
      ["a cherry-pick in a linked work tree", "asks once, with the last", pick, "post-commit", "../night shift"],
    ])("of %s %s, and all of it is recorded", async (_, __, words, expected, place) => {
      branch();
      const directory = join(repository.root, place);
      if (place !== ".") repository.git("worktree", "add", "--quiet", "--detach", directory);
      noteCalls();
      expect(repository.run("git", words, directory).exitCode).toBe(0);
      expect(calls().filter((name) => name !== "post-checkout")).toEqual([expected]);
      expect(await recordedShas()).toEqual(expect.arrayContaining(history()));
    });

    test.each([
      ["a rebase", ["rebase", "--quiet", "main"]],
      ["a series of reverts", ["revert", "--no-edit", "HEAD~1", "HEAD~2"]],
    ])("of %s that was given up: a commit after it is recorded by its own hook", async (_, words) => {
      branch();
      repository.git("checkout", "--quiet", "wo-1.1");
      for (const name of ["plan.md", "views.md"]) repository.stage(name, "Reviewed\n");
      repository.commit();
      expect(repository.tryGit(...words).exitCode).toBe(1);
      repository.git("reset", "--quiet", "--hard");
      noteCalls();
      // BusyBox compares whole seconds.
      await setTimeout(1_100);
      repository.commit("--allow-empty");
      expect(calls()).toEqual(["post-commit"]);
    });
  });

  test("an amended commit names what it became, also when the database was away just then", async () => {
    repository.commit("--allow-empty");
    for (const url of [database.url, "postgres://v7@127.0.0.1:1/aya_rag"]) {
      const before = repository.git("rev-parse", "HEAD");
      repository.environment = { ...repository.environment, V7_DATABASE_URL: url };
      repository.commit("--amend", "--allow-empty", "--reset-author", "--message", `Assessment by ${url.length}`);
      repository.environment = { ...repository.environment, V7_DATABASE_URL: database.url };
      repository.v7("record");
      expect(await recorded()).toContainEqual({ sha: before, rewritten_as: repository.git("rev-parse", "HEAD") });
    }
  });

  test("what became of an amended commit cannot be kept: one line says so, and the commit is recorded", async () => {
    repository.commit("--allow-empty");
    repository.write(".git/v7/rewritten", "in the way");
    const { exitCode, stderr } = repository.commit("--amend", "--allow-empty", "--reset-author", "--message", "Plan");
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^v7: not recorded yet: E[A-Z]+: [^\n]*\n$/);
    expect(await recordedShas()).toContain(repository.git("rev-parse", "HEAD"));
  });
});

describe("with a database that takes calls and never answers", () => {
  let silent: Server;

  beforeEach(async () => {
    silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const url = `postgres://v7@127.0.0.1:${(silent.address() as AddressInfo).port}/aya_rag`;
    repository.environment = { ...repository.environment, V7_DATABASE_URL: url };
  });

  afterEach(() => silent.close());

  test("commits are made, each with one line that says so", () => {
    const { exitCode, stderr } = repository.commit("--allow-empty");
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      "v7: not recorded yet: the database did not answer within 200 ms [V7-B001]; v7 record catches up\n",
    );
  });

  test("a new work tree is made", () => {
    repository.commit("--allow-empty");
    const { exitCode } = repository.tryGit("worktree", "add", join(repository.folder, "tree"));
    expect(exitCode).toBe(0);
  });
});
