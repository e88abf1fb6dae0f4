import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HookedRepository, phase, task } from "../support/hooked-repository.ts";

/** With hooks, as each test finds it. */
let prepared: HookedRepository;
let repository: HookedRepository;

beforeAll(() => {
  prepared = new HookedRepository();
  prepared.stage("v7.yaml", "timezone: Asia/Dubai\n");
  prepared.git("commit", "--quiet", "--message", "Begin");
  prepared.v7("hooks", "install");
});

afterAll(() => prepared.remove());

beforeEach(() => {
  repository = prepared.copy();
});

afterEach(() => repository.remove());

// Put together here, so that this file holds none.
const password = ["Sentinel", "1987"].join("");
const line = `PGPASSWORD=${password} psql\n`;

function stageBytes(file: string, bytes: Buffer): void {
  writeFileSync(join(repository.root, file), bytes);
  repository.git("add", "--", file);
}

/** What the hook, the check of CI since the last commit, and the check of all that is committed each say. */
function saidOf(file: string, hook = (): string => repository.commit().stderr): string[] {
  const first = hook();
  repository.git("commit", "--quiet", "--no-verify", "--message", "Access");
  const since = repository.v7("validate", "--secrets", "--since", "HEAD~1");
  const all = repository.v7("validate", "--secrets");
  return [first, since.stdout, all.stdout].map((said) => new RegExp(`^${file}:.*`, "m").exec(said)?.[0] ?? "");
}

describe("every byte that is committed is searched", () => {
  test.each<[string, string, Buffer]>([
    ["UTF-16", "access.txt", Buffer.from(`\ufeffAssessment\n${line}`, "utf16le")],
    ["a NUL", "access.dat", Buffer.from(`a\0b\n${line}`)],
    ["a line of a hundred thousand letters", "access.js", Buffer.from(`\n${"x".repeat(100_000)} ${line}`)],
  ])("%s", (_, file, bytes) => {
    stageBytes(file, bytes);
    for (const said of saidOf(file)) expect(said).toMatch(/^access\.\w+:2:\d+: error: password in PGPASSWORD=\*\*\* /);
  });

  test("what attributes call binary or not worth a diff", () => {
    repository.stage(".gitattributes", "*.dat binary\n*.sh -diff\n");
    repository.commit();
    repository.stage("a.dat", line);
    repository.stage("b.sh", line);
    const { stderr } = repository.commit();
    expect(stderr).toContain("a.dat:1:1: error");
    expect(stderr).toContain("b.sh:1:1: error");
  });

  test("beyond 32 MiB", { timeout: 120_000 }, () => {
    const filler = "Document all duplicate ENUMs of the schema\n".repeat(800_000);
    stageBytes("long.md", Buffer.from(`${filler}${line}`));
    // What the hook asks, without its patience: it lets a commit go that takes a busy machine more than five seconds.
    const staged = (): string => repository.v7("validate", "--staged").stdout;
    for (const said of saidOf("long.md", staged)) expect(said).toContain("long.md:800001:1: error");
  });

  test("what git does not have is named, and fails", () => {
    repository.stage("lost.md", "Assessment\n");
    repository.git("commit", "--quiet", "--message", "Lost");
    const blob = repository.git("rev-parse", "HEAD:lost.md");
    repository.run("rm", ["-f", join(repository.root, ".git/objects", blob.slice(0, 2), blob.slice(2))]);
    const { exitCode, stdout } = repository.v7("validate", "--secrets");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("lost.md: error: not searched for secrets: git does not have its content [V7-S011]");
  });
});

describe("a file is judged as a whole", () => {
  test("a key that is put between lines that were there is found", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const [begin = "", body = "", end = ""] = key.split("\n");
    repository.stage("key.pem", `${begin}\n${end}\n`);
    expect(repository.commit().exitCode).toBe(0);
    repository.stage("key.pem", `${begin}\n${body}\n${end}\n`);
    expect(repository.commit().stderr).toContain("key.pem:1:1: error: secret: private key [V7-S004]");
  });

  test("a secret that was there is not told again when its line moves", () => {
    repository.stage("access.sh", line);
    repository.git("commit", "--quiet", "--no-verify", "--message", "Access");
    repository.stage("access.sh", `# Access\n\n${line}`);
    expect(repository.commit().exitCode).toBe(0);
  });
});

describe("each commit of a push is searched", () => {
  test("a secret that one adds and another takes away is found, with its commit", () => {
    repository.stage("access.sh", line);
    repository.git("commit", "--quiet", "--no-verify", "--message", "Access");
    const commit = repository.git("rev-parse", "HEAD").slice(0, 12);
    repository.git("rm", "--quiet", "access.sh");
    repository.git("commit", "--quiet", "--message", "Take it away");
    const { exitCode, stdout } = repository.v7("validate", "--secrets", "--since", "HEAD~2");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`access.sh:1:1: error: password in PGPASSWORD=***; in commit ${commit} [V7-S002]`);
    expect(repository.v7("validate", "--secrets").exitCode).toBe(0);
  });

  test("one that is still there is told once, by where it stands now", () => {
    repository.stage("access.sh", line);
    repository.git("commit", "--quiet", "--no-verify", "--message", "Access");
    repository.stage("access.sh", `# Access\n${line}`);
    repository.git("commit", "--quiet", "--message", "Title");
    const { stdout } = repository.v7("validate", "--secrets", "--since", "HEAD~2");
    expect(stdout.match(/access\.sh.*/g)).toEqual(["access.sh:2:1: error: password in PGPASSWORD=*** [V7-S002]"]);
  });
});

describe("secrets.accepted.yaml", () => {
  const notebook = JSON.stringify({ cells: [{ source: [line] }] });

  function accept(reason: string): void {
    const { stdout } = repository.v7("validate", "--staged", "--format", "accepted");
    expect(stdout).not.toContain(password);
    repository.stage("secrets.accepted.yaml", stdout.replace('reason: ""', `reason: ${reason}`));
  }

  test("is printed to paste, and lets hook and CI pass, also when the line moves", () => {
    repository.stage("analysis.ipynb", notebook);
    accept("已停用的服务器");
    expect(repository.commit().exitCode).toBe(0);
    expect(repository.v7("validate", "--secrets").exitCode).toBe(0);
    repository.stage("analysis.ipynb", `\n\n${notebook}`);
    expect(repository.commit().exitCode).toBe(0);
    expect(repository.v7("validate", "--secrets", "--since", "HEAD~1").stdout).toContain("no problems");
  });

  test("without a reason accepts nothing, and says so", () => {
    repository.stage("analysis.ipynb", notebook);
    accept('""');
    const { exitCode, stderr } = repository.commit();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/secrets\.accepted\.yaml:\d+:\d+: error: .* \[V7-S018\]/);
    expect(stderr).toContain("analysis.ipynb:1:");
  });

  test("with an entry that matches nothing is told of", () => {
    repository.stage("analysis.ipynb", notebook);
    accept("an example");
    repository.commit();
    repository.git("rm", "--quiet", "analysis.ipynb");
    repository.commit();
    const { exitCode, stdout } = repository.v7("validate", "--secrets");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("warning: nothing in analysis.ipynb matches this entry; take it out [V7-S017]");
  });
});

describe("documents and v7.yaml", () => {
  const leaking = task("1.1", "Document all duplicate ENUMs").replace("spec:", `spec:\n  notes: "${line.trim()}"`);

  test("are refused by validate as by the hook, and nothing else is said of the file", () => {
    repository.stage("state/phases/1.yaml", phase("1", "Assessment"));
    repository.stage("state/tasks/1.1.yaml", leaking.replace("status: pending", `status: ${password}`));
    const finding = "state/tasks/1.1.yaml:6:11: error: password in PGPASSWORD=*** [V7-S002]";
    for (const said of [repository.commit().stderr, repository.v7("validate").stdout]) {
      expect(said).toContain(finding);
      expect(said).not.toContain(password);
      expect(said.match(/1\.1\.yaml/g)).toHaveLength(1);
    }
  });

  test("an address or a raw key in v7.yaml stops a commit and every command", () => {
    const key = ["k8Hs92jsk1", "LLsk29sjsk20"].join("");
    repository.stage("v7.yaml", `search:\n  summarizer: { url: "https://ALPHA", model: m, apiKey: ${key} }\n`);
    expect(repository.commit().stderr).toMatch(/v7\.yaml:2:\d+: error: secret in apiKey \[V7-S010\]/);
    const { exitCode, stderr } = repository.v7("validate");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("[V7-S010]");
    expect(stderr).not.toContain(key);
  });
});

describe("commits that git makes without asking", () => {
  beforeEach(() => {
    repository.git("switch", "--quiet", "--create", "side");
    repository.stage("access.sh", line);
    repository.git("commit", "--quiet", "--no-verify", "--message", "Access");
    repository.git("switch", "--quiet", "main");
    repository.stage("notes.md", "Assessment begins\n");
    repository.git("commit", "--quiet", "--message", "Notes");
  });

  const told = "access.sh:1:1: error: password in PGPASSWORD=*** [V7-S002]";

  test("a merge is stopped", () => {
    const { exitCode, stderr } = repository.tryGit("merge", "--no-edit", "side");
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(told);
    expect(repository.git("rev-list", "--count", "HEAD")).toBe("2");
  });

  test.each([
    ["a merge that only moves on", ["merge", "--ff-only", "side"], "main~1"],
    ["a pick", ["cherry-pick", "side"], "main"],
    ["a rebase", ["rebase", "side"], "main"],
  ])("%s is told, and stops nothing", (_, words, start) => {
    repository.git("switch", "--quiet", "--create", "work", start);
    const { exitCode, stderr } = repository.tryGit(...words);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`v7: 1 problem in what is checked out now\n${told}`);
  });

  test("a revert that brings one back is told", () => {
    repository.git("switch", "--quiet", "side");
    repository.git("rm", "--quiet", "access.sh");
    repository.git("commit", "--quiet", "--message", "Take it away");
    expect(repository.tryGit("revert", "--no-edit", "HEAD").stderr).toContain(told);
  });

  test("a merge of two valid sides that is invalid is stopped", () => {
    repository.stage("state/phases/1.yaml", phase("1", "Assessment"));
    repository.stage("state/tasks/1.1.yaml", task("1.1", "Document all duplicate ENUMs"));
    repository.git("commit", "--quiet", "--message", "Declare");
    repository.git("switch", "--quiet", "--create", "needs");
    repository.stage("state/tasks/1.2.yaml", task("1.2", "Review the list", "1.1"));
    repository.git("commit", "--quiet", "--message", "Review");
    repository.git("switch", "--quiet", "main");
    repository.git("rm", "--quiet", "state/tasks/1.1.yaml");
    repository.git("commit", "--quiet", "--message", "Take it away");
    const { exitCode, stderr } = repository.tryGit("merge", "--no-edit", "needs");
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/state\/tasks\/1\.2\.yaml:\d+:\d+: error: no task 1\.1/);
  });
});
