import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { optional } from "../support/optional.ts";
import { checkStaged } from "../../src/checks/staged.ts";
import { type DeclaredState, readState } from "../../src/workspace/state.ts";
import { type Checkout, createCheckout, openCheckout } from "../scenes/checkout.ts";
import { phase, task, yamlOf } from "../scenes/documents.ts";

// Nothing that is absent, unread or misspelled may look like a document that somebody removed.

const nowhere = "postgres://nobody@127.0.0.1:1/none";
let committed: Checkout;
let checkout: Checkout;

beforeAll(() => {
  committed = createCheckout(nowhere);
  committed.write("v7.yaml", "timezone: UTC\n");
  committed.declare(phase("1"), task("1.1"), task("1.2"));
  committed.commit("Assessment begins");
});

afterAll(() => committed.remove());

beforeEach(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "v7-checkout-")));
  cpSync(committed.root, folder, { recursive: true });
  checkout = openCheckout(folder, nowhere);
  checkout.git("update-index", "-q", "--refresh");
});

afterEach(() => checkout.remove());

async function read(): Promise<DeclaredState> {
  return readState(await checkout.open());
}

/** `V7-D030 state/tasks/1.1.yaml`, for each finding. */
async function found(): Promise<string[]> {
  return (await read()).findings.map(({ code, file }) => `${code} ${file}`);
}

/** The same as the hook sees what is staged. */
async function foundStaged(): Promise<string[]> {
  const workspace = await checkout.open();
  const { repository, signal } = workspace;
  const { findings } = await checkStaged({ repository, signal, reader: async () => workspace });
  return findings.map(({ code, file }) => `${code} ${file}`);
}

async function declared(): Promise<string[]> {
  return (await read()).documents
    .map(({ kind, name }) => `${kind} ${name}`)
    .filter((name) => !name.startsWith("Persona"));
}

const remove = (file: string): void => rmSync(join(checkout.root, file), { recursive: true });

describe("a document that is in git and not on disk", () => {
  test("is an error where a sparse checkout leaves it out", async () => {
    checkout.git("sparse-checkout", "set", "--no-cone", "/*", "!/state/tasks/");
    expect(checkout.git("status", "--porcelain")).toBe("");
    expect(await found()).toEqual(["V7-D030 state/tasks/1.1.yaml", "V7-D030 state/tasks/1.2.yaml"]);
  });

  test("is told with what brings it back, and that does", async () => {
    checkout.git("sparse-checkout", "set", "--no-cone", "/*", "!/state/tasks/");
    const [finding] = (await read()).findings;
    expect(finding?.message).toContain("git sparse-checkout disable");
    checkout.git("sparse-checkout", "disable");
    expect(await found()).toEqual([]);
  });

  test("is named by its folder where there are many", async () => {
    checkout.declare(...Array.from({ length: 12 }, (_, at) => task(`1.${at + 10}`)));
    checkout.commit("Plan the inventory");
    checkout.git("sparse-checkout", "set", "--no-cone", "/*", "!/state/tasks/");
    const { findings } = await read();
    expect(findings).toMatchObject([{ code: "V7-D030", file: "state/tasks" }]);
    expect(findings[0]?.message).toMatch(/^1\.1\.yaml, 1\.10\.yaml, 1\.11\.yaml and 11 more:/);
  });

  test.each(["--skip-worktree", "--assume-unchanged"])("is an error where git was told %s", async (mark) => {
    checkout.git("update-index", mark, "state/tasks/1.2.yaml");
    remove("state/tasks/1.2.yaml");
    expect(await found()).toEqual(["V7-D030 state/tasks/1.2.yaml"]);
  });

  test("is an error where nothing was ever checked out", async () => {
    checkout.git("worktree", "add", "--quiet", "--no-checkout", "--detach", join(checkout.root, "second"));
    const second = openCheckout(join(checkout.root, "second"), nowhere);
    second.write("v7.yaml", "timezone: UTC\n");
    const { findings } = await readState(await second.open());
    expect(findings.map(({ code }) => code)).toContain("V7-D030");
  });

  test("is an error while a merge has not decided about it", async () => {
    checkout.git("switch", "--quiet", "--create", "inventory");
    checkout.declare(task("1.2", { notes: "Inventory" }));
    checkout.commit("Note the inventory");
    checkout.git("switch", "--quiet", "main");
    checkout.forget("task/1.2");
    checkout.commit("Drop the task");
    expect(() => checkout.git("merge", "--quiet", "inventory")).toThrow();
    remove("state/tasks/1.2.yaml");
    expect(await found()).toEqual(["V7-D034 state/tasks/1.2.yaml"]);
  });

  test.each(["rm", "git rm"])("is a removal after a plain %s", async (way) => {
    if (way === "rm") remove("state/tasks/1.2.yaml");
    else checkout.git("rm", "--quiet", "state/tasks/1.2.yaml");
    expect(await found()).toEqual([]);
    expect(await declared()).toEqual(["Phase 1", "Task 1.1"]);
  });
});

describe("v7.yaml that is in HEAD and not on disk", () => {
  const refused = { code: "V7-C010", exitCode: 1, findings: [{ code: "V7-D030", file: "v7.yaml" }] };

  test.each(["a sparse checkout", "rm"])("stops everything after %s: its database is not another one", async (way) => {
    if (way === "rm") remove("v7.yaml");
    else checkout.git("sparse-checkout", "set", "--no-cone", "/*", "!/v7.yaml");
    await expect(checkout.open()).rejects.toMatchObject(refused);
  });

  test("is gone once that is committed", async () => {
    checkout.git("rm", "--quiet", "v7.yaml");
    await expect(checkout.open()).rejects.toMatchObject(refused);
    checkout.commit("Do without settings");
    expect((await checkout.open()).config.timezone).toBe("UTC");
  });
});

describe("a submodule below state/", () => {
  let shared: Checkout;

  beforeEach(() => {
    shared = createCheckout(nowhere);
    rmSync(join(shared.root, "state"), { recursive: true });
    shared.write("1.3.yaml", yamlOf(task("1.3")));
    shared.commit("Share a task");
    checkout.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", shared.root, "state/shared");
    checkout.commit("Take the shared tasks");
  });

  afterEach(() => shared.remove());

  test("is read", async () => {
    expect(await found()).toEqual([]);
    expect(await declared()).toContain("Task 1.3");
  });

  test("is an error while it is not checked out", async () => {
    checkout.git("submodule", "--quiet", "deinit", "--force", "state/shared");
    expect(checkout.git("status", "--porcelain")).toBe("");
    expect(await found()).toEqual(["V7-D032 state/shared"]);
  });

  test("is an error where it is behind the commit that is named here", async () => {
    const inside = openCheckout(join(checkout.root, "state/shared"), nowhere);
    inside.write("1.4.yaml", yamlOf(task("1.4")));
    inside.commit("Share another");
    checkout.commit("Take the other one");
    inside.git("switch", "--quiet", "--detach", "HEAD~");
    expect(await found()).toEqual(["V7-D032 state/shared"]);
    checkout.git("add", "state/shared");
    expect(await found()).toEqual([]);
  });

  test("is known to the hook, which stops a commit only while it is not checked out", async () => {
    checkout.declare(phase("1"), task("1.1", { dependsOn: ["1.3"] }));
    checkout.git("add", "--all");
    expect(await foundStaged()).toEqual([]);
    checkout.git("submodule", "--quiet", "deinit", "--force", "state/shared");
    expect(await foundStaged()).toContain("V7-D032 state/shared");
  });

  test("has its own sparse checkout", async () => {
    const inside = openCheckout(join(checkout.root, "state/shared"), nowhere);
    inside.git("update-index", "--skip-worktree", "1.3.yaml");
    remove("state/shared/1.3.yaml");
    expect(await found()).toEqual(["V7-D030 state/shared/1.3.yaml"]);
  });
});

describe("a document under another name", () => {
  test.each(["1.2.YAML", "1.2.Yml"])("is read as %s", async (name) => {
    checkout.git("mv", "state/tasks/1.2.yaml", `state/tasks/${name}`);
    expect(await found()).toEqual([]);
    expect(await foundStaged()).toEqual([]);
    expect(await declared()).toContain("Task 1.2");
  });

  test.each(["1.2.yaml.txt", "1.2.ymal", "1.2", "1.2.yaml~", "1.2.md", "1.2.sql"])(
    "is an error as %s, in the hook as on disk",
    async (name) => {
      checkout.git("mv", "state/tasks/1.2.yaml", `state/tasks/${name}`);
      expect(await found()).toEqual([`V7-D031 state/tasks/${name}`]);
      expect(await foundStaged()).toEqual([`V7-D031 state/tasks/${name}`]);
    },
  );

  test("is an error as JSON", async () => {
    checkout.git("rm", "--quiet", "state/tasks/1.2.yaml");
    checkout.write("state/tasks/1.2.json", JSON.stringify({ apiVersion: "v7/v1", kind: "Task" }, null, 2));
    expect(await found()).toEqual(["V7-D031 state/tasks/1.2.json"]);
  });

  test("is an error below State/, in the hook as on disk", async () => {
    checkout.git("mv", "state", "aside");
    checkout.git("mv", "aside", "State");
    expect(await found()).toEqual(["V7-D033 State"]);
    expect(await foundStaged()).toEqual(["V7-D033 State"]);
  });

  test("is no concern of a page that shows one, nor of other files", async () => {
    checkout.write("state/README.md", `# Tasks\n\nOne is written so:\n\n${yamlOf(task("1.3"))}`);
    checkout.write("state/enums/statuses.sql", "-- kind: Task\nSELECT 1;\n");
    checkout.write("state/owners.json", '{"tasks": "Test Sentinel"}\n');
    // Where a disk folds names that is the folder of all documents.
    if (optional.tellingDisk.isThere()) checkout.write("State/settings.yaml", "theme: dark\n");
    checkout.commit("Explain tasks");
    expect(await found()).toEqual([]);
  });
});

describe("what editors and systems leave", () => {
  const leftovers = [
    "#1.1.yaml#",
    "1.1.yaml~",
    "1.1.yaml.bak",
    "1.1.yaml.orig",
    ".1.1.yaml.swp",
    ".~lock.1.1.yaml#",
    "1.1.yaml___jb_tmp___",
    ".goutputstream-X3J9P2",
    "1.1.yaml.2841928374",
    ".DS_Store",
    ".Trashes/501/1.1.yaml",
    ".TemporaryItems/1.1.yaml",
  ];

  test("stops nothing", async () => {
    symlinkSync("architect@alpha.4711:1", join(checkout.root, "state/tasks/.#1.1.yaml"));
    checkout.write("state/tasks/._1.1.yaml", "\0\u0005\u0016\u0007");
    for (const name of leftovers) checkout.write(`state/tasks/${name}`, yamlOf(task("1.1")));
    expect(await found()).toEqual([]);
    expect(await declared()).toHaveLength(3);
  });

  test("stops nothing when it was committed", async () => {
    checkout.write("state/tasks/._1.1.yaml", "\0\u0005\u0016\u0007");
    checkout.git("add", "--all");
    expect(await found()).toEqual([]);
    expect(await foundStaged()).toEqual([]);
  });
});

describe("a link below state/", () => {
  const link = (name: string, target: string): void => symlinkSync(target, join(checkout.root, "state", name));

  test.each([
    ["a document's name", "1.3.yaml", "tasks/1.1.yaml"],
    ["a folder behind it", "more", "tasks"],
    ["a disk that is not mounted behind it", "more", "/mnt/alpha/tasks"],
  ])("is named with %s", async (_, name, target) => {
    link(name, target);
    expect(await found()).toEqual([`V7-D003 state/${name}`]);
  });

  test.each([
    ["to a page", "README.md", "../README.md"],
    ["to a file that is there", "LICENSE", "tasks/1.1.yaml"],
  ])("stops nothing %s", async (_, name, target) => {
    link(name, target);
    expect(await found()).toEqual([]);
  });
});

test("what git keeps of a repository inside is not read", async () => {
  execFileSync("git", ["init", "--quiet", join(checkout.root, "state/inner")]);
  checkout.write("state/inner/.git/refs/heads/1.3.yaml", "not a document\n");
  expect(await found()).toEqual([]);
});

describe("git add --intent-to-add", () => {
  test("of a document does not stop a commit, which leaves it out", async () => {
    checkout.declare(task("1.3"));
    checkout.git("add", "--intent-to-add", "state/tasks/1.3.yaml");
    checkout.declare(task("1.1", { notes: "Inventory" }));
    checkout.git("add", "state/tasks/1.1.yaml");
    expect(await foundStaged()).toEqual([]);
  });

  test("is not what an empty file is that was staged", async () => {
    checkout.write("state/tasks/1.3.yaml", "");
    checkout.git("add", "--all");
    expect(await foundStaged()).toEqual(["V7-D017 state/tasks/1.3.yaml"]);
  });
});
