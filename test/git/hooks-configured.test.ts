import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { configuredHooksGit, HookedRepository } from "../support/hooked-repository.ts";

const git = configuredHooksGit();

describe.skipIf(git === undefined)("git that calls configured hooks", () => {
  let repository: HookedRepository;
  let database: TestDatabase;

  beforeEach(async () => {
    repository = new HookedRepository(git);
    database = await testDatabase();
    repository.environment = { ...repository.environment, V7_DATABASE_URL: database.url };
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\necho own >> calls\n", 0o755);
    repository.write(
      ".git/hooks/post-rewrite",
      '#!/bin/sh\nwhile read -r old new; do echo "$old" >> calls; done\n',
      0o755,
    );
  });

  afterEach(async () => {
    await database.drop();
    repository.remove();
  });

  function install(): void {
    expect(repository.v7("hooks", "install")).toMatchObject({ exitCode: 0, stderr: "" });
  }

  function calls(): string[] {
    return repository.read("calls").trimEnd().split("\n");
  }

  test("has v7 check a commit, beside the hook that is there", () => {
    install();
    repository.stage("docs/access.md", "PGPASSWORD=Sentinel1987\n");
    const { exitCode, stderr } = repository.commit();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[V7-S002]");
    repository.git("rm", "--quiet", "--force", "docs/access.md");
    expect(repository.commit("--allow-empty").exitCode).toBe(0);
    expect(calls()).toContain("own");
  });

  test("has v7 record a commit and what became of it, and tells both hooks of it", async () => {
    install();
    repository.commit("--allow-empty");
    const first = repository.git("rev-parse", "HEAD");
    repository.commit("--amend", "--allow-empty", "--reset-author", "--message", "Assessment");
    repository.v7("record");
    const { rows } = await (
      await database.connect()
    ).query("SELECT sha FROM v7_commits WHERE rewritten_as IS NOT NULL");
    expect(rows).toEqual([{ sha: first }]);
    expect(calls()).toContain(first);
  });

  test("is told by status as it is, and is as it was after uninstall", () => {
    const prints = (): string[] => [".git/config", ".git/hooks/pre-commit"].map((file) => repository.fingerprint(file));
    const before = prints();
    install();
    install();
    const { exitCode, stdout } = repository.v7("hooks", "status");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Called by git's configuration");
    expect(prints()[1]).toBe(before[1]);
    repository.v7("hooks", "uninstall");
    expect(prints()).toEqual(before);
  });
});
