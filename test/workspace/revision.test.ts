import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readRevision, type Revision } from "../../src/workspace/revision.ts";
import { readState } from "../../src/workspace/state.ts";
import { optional } from "../support/optional.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { task, yamlOf } from "../scenes/documents.ts";

// Whether a checkout is clean is judged by what v7 read, held against HEAD: git can be told to hide all else.

let checkout: Checkout;

beforeEach(() => {
  checkout = createCheckout("postgres://nobody@127.0.0.1:1/none");
  checkout.write("v7.yaml", "timezone: UTC\n");
  checkout.declare(task("1.1"), task("1.2"));
  checkout.commit("Assessment begins");
});

afterEach(() => checkout.remove());

async function uncommitted(): Promise<readonly string[]> {
  const workspace = await checkout.open();
  const revision = await readRevision(workspace.repository, await readState(workspace));
  expect(revision.dirty).toBe(revision.uncommitted.length > 0);
  return revision.uncommitted;
}

test("a checkout is clean when everything is as HEAD has it, whatever others leave beside it", async () => {
  checkout.write("state/.DS_Store", "Bud1");
  checkout.write("state/README.md", "Tasks of the Assessment\n");
  checkout.write("notes.txt", "Ask the vendor\n");
  expect(await uncommitted()).toEqual([]);
});

test("an edit that was staged and taken back on disk is none", async () => {
  const text = checkout.read("state/tasks/1.1.yaml");
  checkout.declare(task("1.1", { notes: "Inventory" }));
  checkout.git("add", "--all");
  checkout.write("state/tasks/1.1.yaml", text);
  expect(await uncommitted()).toEqual([]);
});

describe("a document whose name the disk decomposes and git composes (M36)", () => {
  const [onDisk, inGit] = ["state/Ma\u0308rz.yaml", "state/M\u00e4rz.yaml"];

  beforeEach(() => {
    checkout.write(onDisk, yamlOf(task("3.1")));
    const blob = checkout.git("hash-object", "-w", onDisk).trim();
    checkout.git("update-index", "--add", "--cacheinfo", `100644,${blob},${inGit}`);
    checkout.git("commit", "--quiet", "--message", "Plan March");
  });

  test("is as HEAD has it", async () => expect(await uncommitted()).toEqual([]));

  test("shows its edits, by git's name", async () => {
    checkout.write(onDisk, yamlOf(task("3.1", { notes: "Inventory" })));
    expect(await uncommitted()).toEqual([inGit]);
  });

  test.runIf(optional.tellingDisk.isThere())("is another one where both are there", async () => {
    checkout.write(inGit, checkout.read(onDisk));
    checkout.write(onDisk, yamlOf(task("3.2")));
    expect(await uncommitted()).toEqual([onDisk]);
  });
});

describe("what is not committed shows", () => {
  test.each(["--assume-unchanged", "--skip-worktree"])("behind %s", async (mark) => {
    checkout.git("update-index", mark, "state/tasks/1.1.yaml");
    checkout.declare(task("1.1", { notes: "Inventory" }));
    expect(checkout.git("status", "--porcelain")).toBe("");
    expect(await uncommitted()).toEqual(["state/tasks/1.1.yaml"]);
  });

  test("where git ignores it", async () => {
    checkout.write(".gitignore", "state/tasks/9.*\n");
    checkout.commit("Ignore drafts");
    checkout.declare(task("9.1"));
    expect(checkout.git("status", "--porcelain")).toBe("");
    expect(await uncommitted()).toEqual(["state/tasks/9.1.yaml"]);
  });

  test("where git does not show new files", async () => {
    checkout.git("config", "status.showUntrackedFiles", "no");
    checkout.declare(task("9.1"));
    expect(await uncommitted()).toEqual(["state/tasks/9.1.yaml"]);
  });

  test("of v7.yaml, and of what was removed", async () => {
    checkout.write("v7.yaml", "timezone: Asia/Dubai\n");
    checkout.forget("task/1.2");
    expect(await uncommitted()).toEqual(["state/tasks/1.2.yaml", "v7.yaml"]);
  });

  test("of a file that a document attaches", async () => {
    const text = "SELECT 1;\n";
    const sha256 = createHash("sha256").update(text).digest("hex");
    checkout.write(".gitignore", "*.sql\n");
    checkout.write("state/enums/up.sql", text);
    const spec = { currentValues: ["Complete"], targetName: "v7_contact_status", targetValues: ["complete"] };
    const affected = { affectedTables: ["contacts"], affectedColumns: { contacts: ["curation_status"] } };
    const migrationScript = { file: "enums/up.sql", sha256 };
    checkout.write(
      "state/enums/contact_status.yaml",
      yamlOf({ kind: "EnumPlan", name: "contact_status", spec: { ...spec, ...affected, migrationScript } }),
    );
    checkout.commit("Plan the enum");
    expect(await uncommitted()).toEqual(["state/enums/up.sql"]);
  });

  test("before the first commit", async () => {
    rmSync(join(checkout.root, ".git"), { recursive: true });
    checkout.git("init", "--quiet");
    expect(await uncommitted()).toHaveLength(4);
  });
});

test("a checkout of a part is told apart from a removal", async () => {
  const revision = async (): Promise<Revision> => {
    const workspace = await checkout.open();
    return readRevision(workspace.repository, await readState(workspace));
  };
  checkout.git("rm", "--quiet", "state/tasks/1.2.yaml");
  expect(await revision()).toMatchObject({ dirty: true, isPartial: false });
  rmSync(join(checkout.root, ".git/index"));
  rmSync(join(checkout.root, "state"), { recursive: true });
  checkout.git("checkout", "HEAD", "--", "v7.yaml");
  expect(await revision()).toMatchObject({ dirty: true, isPartial: true });
});

test("line ends that git's settings give a checkout are no edit, and an edit among them is one", async () => {
  checkout.git("config", "core.autocrlf", "true");
  rmSync(join(checkout.root, "state/tasks"), { recursive: true });
  checkout.git("checkout", "--", "state/tasks");
  expect(checkout.read("state/tasks/1.1.yaml")).toContain("\r\n");
  expect(await uncommitted()).toEqual([]);
  checkout.write("state/tasks/1.1.yaml", checkout.read("state/tasks/1.1.yaml").replace("duplicate", "double"));
  expect(await uncommitted()).toEqual(["state/tasks/1.1.yaml"]);
});

test("a submodule's documents are as the commit that HEAD names has them", async () => {
  const shared = createCheckout("postgres://nobody@127.0.0.1:1/none");
  shared.commit("Share the personas");
  rmSync(join(checkout.root, "state/personas.yaml"));
  checkout.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", shared.root, "state/shared");
  checkout.commit("Take the shared personas");
  expect(await uncommitted()).toEqual([]);
  checkout.write("state/shared/state/personas.yaml", `${shared.read("state/personas.yaml")}# Arthur\n`);
  expect(await uncommitted()).toEqual(["state/shared/state/personas.yaml"]);
  shared.remove();
});
