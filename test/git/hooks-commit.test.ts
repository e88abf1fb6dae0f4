import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HookedRepository, phase, task } from "../support/hooked-repository.ts";

/** With hooks, as each test finds it. */
let prepared: HookedRepository;
let repository: HookedRepository;

beforeAll(() => {
  prepared = new HookedRepository();
  prepared.stage("state/phases/1.yaml", phase("1", "Assessment"));
  prepared.stage("state/tasks/1.1.yaml", task("1.1", "Document all duplicate ENUMs"));
  prepared.git("commit", "--quiet", "--message", "Declare the first phase");
  prepared.v7("hooks", "install");
});

afterAll(() => prepared.remove());

beforeEach(() => {
  repository = prepared.copy();
});

afterEach(() => repository.remove());

const broken = "kind: Task\n\tname: x\n";

describe("a commit of documents", () => {
  test("passes without a word about them when they are right", () => {
    repository.stage("state/tasks/1.2.yaml", task("1.2", "Review the list", "1.1"));
    const { exitCode, stderr } = repository.commit();
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain("stopped");
  });

  test("is stopped by what is wrong, which names the place and leaves the index as it is", () => {
    repository.stage("state/tasks/1.2.yaml", broken);
    const index = repository.git("ls-files", "--stage");
    const { exitCode, stderr } = repository.commit();
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      [
        "v7: commit stopped, 1 problem in what is staged",
        "state/tasks/1.2.yaml:2:1: error: tab in indentation [V7-D001]",
        "Your files and index are unchanged.\n",
      ].join("\n"),
    );
    expect(repository.git("ls-files", "--stage")).toBe(index);
  });

  test("is judged by what is staged, not by what the file holds meanwhile", () => {
    repository.stage("state/tasks/1.2.yaml", broken);
    repository.write("state/tasks/1.2.yaml", task("1.2", "Review the list"));
    expect(repository.commit().exitCode).toBe(1);

    repository.stage("state/tasks/1.2.yaml", task("1.2", "Review the list"));
    repository.write("state/tasks/1.2.yaml", broken);
    expect(repository.commit().exitCode).toBe(0);
  });

  test("is stopped when it takes away what another document names", () => {
    repository.stage("state/tasks/1.2.yaml", task("1.2", "Review the list", "1.1"));
    repository.git("commit", "--quiet", "--message", "Review");
    repository.git("rm", "--quiet", "state/tasks/1.1.yaml");
    const { exitCode, stderr } = repository.commit();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/state\/tasks\/1\.2\.yaml:\d+:\d+: error: no task 1\.1; .* \[V7-D020\]/);
  });

  test("finds names in documents that are not staged now", () => {
    repository.stage("state/tasks/1.2.yaml", task("1.2", "Review the list", "1.1"));
    repository.write("state/tasks/1.1.yaml", "gone from the work tree");
    expect(repository.commit().exitCode).toBe(0);
  });
});

describe("the index a commit is made from", () => {
  test("is that of `commit --all`", () => {
    repository.write("state/tasks/1.1.yaml", broken);
    expect(repository.commit("--all").exitCode).toBe(1);
    expect(repository.git("status", "--porcelain")).toBe(" M state/tasks/1.1.yaml");
  });

  test("is that of `commit --only`, which leaves out what else is staged", () => {
    repository.stage("notes.md", "Assessment begins\n");
    repository.git("commit", "--quiet", "--message", "Notes");
    repository.stage("state/tasks/1.2.yaml", broken);
    repository.write("notes.md", "Assessment began\n");
    expect(repository.commit("--only", "notes.md").exitCode).toBe(0);
    expect(repository.commit().exitCode).toBe(1);
  });

  test("is not written by the check", () => {
    repository.stage("state/tasks/1.2.yaml", task("1.2", "Review the list"));
    repository.write("state/tasks/1.1.yaml", task("1.1", "Document all duplicate ENUMs"));
    const index = repository.fingerprint(".git/index");
    expect(repository.v7("hook", "pre-commit").exitCode).toBe(0);
    expect(repository.v7("validate", "--staged").exitCode).toBe(0);
    expect(repository.fingerprint(".git/index")).toBe(index);
  });
});

describe("secrets", () => {
  test("in added lines stop a commit, and are not repeated", () => {
    repository.stage("docs/access.md", "# Access\n\nPGPASSWORD=Sentinel1987 psql\n");
    const { exitCode, stderr } = repository.commit();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("docs/access.md:3:1: error: password in PGPASSWORD=*** [V7-S002]");
    expect(stderr).toContain("Not a secret? End the line with: v7:allow-secret REASON");
    expect(stderr).not.toContain("Sentinel1987");
  });

  test("that are there already do not stop one", () => {
    repository.stage("docs/access.md", "PGPASSWORD=Sentinel1987 psql\n");
    repository.git("commit", "--quiet", "--no-verify", "--message", "Access");
    repository.stage("docs/access.md", "PGPASSWORD=Sentinel1987 psql\nSee the wiki.\n");
    expect(repository.commit().exitCode).toBe(0);
  });

  test("are found in CI by the commits since one", () => {
    repository.stage("docs/access.md", "postgres://arthur:Sentinel1987@ALPHA/aya_rag\n"); // v7:allow-secret an example
    repository.git("commit", "--quiet", "--no-verify", "--message", "Access");
    const all = repository.v7("validate", "--secrets");
    expect(all).toMatchObject({ exitCode: 1 });
    expect(all.stdout).toContain("docs/access.md:1:1: error: password in postgres://arthur:***@ALPHA [V7-S003]");
    expect(repository.v7("validate", "--secrets", "--since", "HEAD~1").exitCode).toBe(1);
    expect(repository.v7("validate", "--secrets", "--since", "HEAD").exitCode).toBe(0);
  });

  test("cannot be looked for since a commit that is not here", () => {
    const { exitCode, stderr } = repository.v7("validate", "--secrets", "--since", "--output=stolen");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[V7-H001]");
  });
});

describe("where staged files belong", () => {
  beforeEach(() => {
    const rules = '  rules: [{ match: "{component}/{project}/**/*.sql", pillar: Schemas }]\n';
    const layout = `apiVersion: v7/v1\nkind: Layout\nmetadata: { name: default }\nspec:\n${rules}`;
    repository.stage("state/layout.yaml", layout);
    repository.git("commit", "--quiet", "--message", "Layout");
  });

  test("is shown, those without a place last", () => {
    repository.stage("notes.md", "Assessment\n");
    repository.stage("03_CORE_ENGINE/SCHEMAS/v7/enums.sql", "SELECT 1;\n");
    const { exitCode, stderr } = repository.commit();
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      [
        "v7: 2 files staged, 1 in no declared place",
        "  03_CORE_ENGINE/SCHEMAS/v7/enums.sql  03_CORE_ENGINE · Schemas · SCHEMAS",
        "  notes.md                             unrouted\n",
      ].join("\n"),
    );
  });

  test("is told by place where there are many, and control characters are shown", () => {
    for (let index = 0; index < 20; index += 1) repository.stage(`ALPHA/one/${index}.sql`, "SELECT 1;\n");
    repository.stage("bell\u0007.md", "Assessment\n");
    const { stderr } = repository.commit();
    expect(stderr).toContain("  ALPHA · Schemas · one  20 files\n  unrouted               1 file    bell\\x07.md\n");
  });
});

describe("a commit is never kept from its author by v7's own trouble", () => {
  test("git that hangs is given up on", { timeout: 60_000 }, () => {
    repository.environment = {
      ...repository.environment,
      PATH: repository.program("git", "#!/bin/sh\nexec /bin/sleep 300\n"),
    };
    const { exitCode, stderr } = repository.v7("hook", "pre-commit");
    expect(exitCode).toBe(0);
    expect(stderr).toBe("v7: commit not checked: not checked within 5 seconds; v7 validate --staged\n");
  });

  test("v7's own git writes nothing on the side", () => {
    const real = repository.run("/bin/sh", ["-c", "command -v git"]).stdout.trim();
    const log = join(repository.folder, "locks");
    const spy = `#!/bin/sh\necho "$GIT_OPTIONAL_LOCKS" >> '${log}'\nexec ${real} "$@"\n`;
    const folder = repository.program("git", spy);
    repository.stage("state/tasks/1.2.yaml", task("1.2", "Review the list"));
    repository.environment = { ...repository.environment, PATH: `${folder}:${process.env["PATH"]}` };
    expect(repository.v7("hook", "pre-commit").exitCode).toBe(0);
    expect(new Set(repository.run("/bin/cat", [log]).stdout.trim().split("\n"))).toEqual(new Set(["0"]));
  });

  test("a hook v7 has nothing to do in is answered with yes", () => {
    expect(repository.v7("hook", "commit-msg")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

test("a commit of nothing that v7 reads asks git for three things, whatever empty files lie below state/", () => {
  repository.stage("state/.gitkeep", "");
  repository.commit();
  repository.stage("notes.md", "Ask the vendor\n");
  const real = repository.run("/bin/sh", ["-c", "command -v git"]).stdout.trim();
  const log = join(repository.folder, "asked");
  const folder = repository.program("git", `#!/bin/sh\necho "$1" >> '${log}'\nexec ${real} "$@"\n`);
  repository.environment = { ...repository.environment, PATH: `${folder}:${process.env["PATH"]}` };
  expect(repository.v7("hook", "pre-commit")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const asked = repository.run("/bin/cat", [log]).stdout.trim().split("\n");
  expect(asked.toSorted()).toEqual(["cat-file", "diff", "ls-files"]);
});
