import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newTask } from "../../src/engine/edit/new-task.ts";
import { newWorkOrder, type WorkOrderRequest } from "../../src/engine/edit/new-work-order.ts";
import { renumberTask, type RenumberRequest } from "../../src/engine/edit/numbers/renumber.ts";
import { readState } from "../../src/workspace/state.ts";
import { type Checkout, createCheckout, openCheckout } from "../scenes/checkout.ts";
import { impact, phase, task } from "../scenes/documents.ts";
import { appliedBy, openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let checkout: Checkout;

beforeAll(async () => {
  scene = await openScene();
});

afterAll(() => scene.end());

beforeEach(() => {
  checkout = createCheckout(scene.database.url);
  checkout.declare(phase("1"), task("1.1"), task("1.2", { dependsOn: ["1.1"] }));
  checkout.commit("Assessment begins");
});

afterEach(async () => {
  checkout.remove();
  await scene.psql.query("DELETE FROM v7_subworkflow_tasks");
  await scene.psql.query("DELETE FROM v7_migration_workflow");
});

/** What somebody who writes a task gets for it, in that repository. */
async function numberOf(place: Checkout, name = "Map ENUM values"): Promise<string | undefined> {
  const request = { phase: "1", name, persona: "Layer 1 Data Sentinel", dependsOn: [], notes: undefined };
  return (await newTask(await place.open(), request)).output.changed[0];
}

function order(name: string): WorkOrderRequest {
  const nothing = { dependsOn: [], notes: undefined, acceptance: [], deliverables: [], dart: undefined };
  return { phase: "1", name, persona: "Layer 1 Data Sentinel", ...nothing };
}

async function renumber(request: RenumberRequest): Promise<readonly string[]> {
  return (await renumberTask(await checkout.open(), request)).output.files;
}

/** What is wrong with the documents. */
async function complaints(place: Checkout = checkout): Promise<string[]> {
  return (await readState(await place.open())).findings.map(({ code, message }) => `${code} ${message}`);
}

describe("a new task's number", () => {
  test("is free in every local branch", async () => {
    checkout.git("switch", "--quiet", "-c", "draft");
    checkout.declare(task("1.5"));
    checkout.commit("Draft the schema");
    checkout.git("switch", "--quiet", "main");
    expect(await numberOf(checkout)).toBe("task/1.6");
  });

  test("is free in what was fetched of others", async () => {
    const theirs = cloneOf(checkout.root);
    theirs.declare(task("1.7"));
    theirs.commit("Map values");
    checkout.git("fetch", "--quiet", theirs.root, "main:refs/remotes/blue/main");
    expect(await numberOf(checkout)).toBe("task/1.8");
    theirs.remove();
  });

  test("is free in another work tree, where nothing is committed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "v7-tree-"));
    checkout.git("worktree", "add", "--quiet", "-b", "second", join(folder, "second"));
    openCheckout(join(folder, "second"), scene.database.url).declare(task("1.9"));
    expect(await numberOf(checkout)).toBe("task/1.10");
    rmSync(folder, { recursive: true });
  });

  test("is free in the database", async () => {
    await scene.psql.query(
      "INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona, status) VALUES (1, 'Assessment', 'The Architect', 'not_started')",
    );
    await scene.psql.query(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 12, 'By hand', 'Test Sentinel')",
    );
    expect(await numberOf(checkout)).toBe("task/1.13");
  });

  test("is found without a database", async () => {
    const alone = await checkout.open({ databaseUrl: "postgres://nobody@127.0.0.1:1/none" });
    const request = { phase: "1", name: "Map", persona: "Test Sentinel", dependsOn: [], notes: undefined };
    expect((await newTask(alone, request)).output.changed).toEqual(["task/1.3"]);
  });
});

describe("renumbering a task", () => {
  test("takes along its file and every document that names it", async () => {
    checkout.declare(impact("contact-status", { task: "1.1" }));
    expect(await renumber({ from: "1.1", to: "1.4" })).toEqual([
      "state/tasks/1.4.yaml",
      "state/tasks/1.1.yaml",
      "state/impacts/contact-status.yaml",
      "state/tasks/1.2.yaml",
    ]);
    expect(checkout.read("state/tasks/1.4.yaml")).toMatch(/name: "1.4"\n\s+movedFrom: "1.1"/);
    expect(checkout.read("state/tasks/1.2.yaml")).toContain('- "1.4"');
    expect(checkout.read("state/impacts/contact-status.yaml")).toContain('task: "1.4"');
    expect(await complaints()).toEqual([]);
  });

  test("takes along its work order", async () => {
    await newWorkOrder(await checkout.open(), order("Map ENUM values"));
    expect(await renumber({ from: "1.3", to: "1.8" })).toContain("work-orders/1.8.md");
    expect(checkout.read("work-orders/1.8.md")).toMatch(/^# Work order 1.8: Map ENUM values/);
    expect(() => checkout.read("work-orders/1.3.md")).toThrow("ENOENT");
    expect(checkout.read("state/tasks/1.8.yaml")).toContain("notes: Work order work-orders/1.8.md");
  });

  test("keeps its row", async () => {
    const workspace = await checkout.open();
    await appliedBy(workspace);
    const id = "SELECT id::text FROM v7_subworkflow_tasks WHERE parent_phase = 1 AND task_number = ";
    const [before] = await scene.column(`${id} 1`);
    await renumber({ from: "1.1", to: "1.4" });
    await appliedBy(await checkout.open());
    expect(await scene.column(`${id} 4`)).toEqual([before]);
    expect(await scene.column(`${id} 1`)).toEqual([]);
  });

  test("goes to the next free number where none is said", async () => {
    expect(await renumber({ from: "1.2" })).toContain("state/tasks/1.3.yaml");
  });

  test("refuses a number that another branch has, and offers one", async () => {
    checkout.git("switch", "--quiet", "-c", "draft");
    checkout.declare(task("1.5"));
    checkout.commit("Draft the schema");
    checkout.git("switch", "--quiet", "main");
    await expect(renumber({ from: "1.2", to: "1.5" })).rejects.toMatchObject({
      code: "V7-P073",
      next: ["v7 task renumber 1.2 1.6"],
    });
    expect(await complaints()).toEqual([]);
  });

  test("takes what is no number for what it is, wherever it is typed", async () => {
    await expect(renumber({ from: "(.1" })).rejects.toMatchObject({ code: "V7-P001" });
    await expect(renumber({ from: "1.2", to: "(.1" })).rejects.toMatchObject({ code: "V7-P018" });
    expect(await complaints()).toEqual([]);
  });

  test("of two documents that took one number moves the one that is named", async () => {
    checkout.write(
      "state/tasks/map-values.yaml",
      checkout.read("state/tasks/1.2.yaml").replace("Document all duplicate ENUMs", "Map ENUM values"),
    );
    const [complaint = ""] = await complaints();
    expect(complaint).toContain("declared twice");
    expect(complaint).toContain("v7 task renumber 1.2 --file state/tasks/map-values.yaml");
    await renumber({ from: "1.2", file: "state/tasks/map-values.yaml" });
    expect(checkout.read("state/tasks/map-values.yaml")).toContain('name: "1.3"');
    expect(await complaints()).toEqual([]);
  });

  test("of two sides of a merge that took one number gives theirs the next", async () => {
    conflict();
    expect(await complaints()).toEqual([
      "V7-D022 Task 1.3 is declared by both sides of a merge, as Map ENUM values and as Draft the schema; v7 task renumber 1.3",
    ]);
    await renumber({ from: "1.3" });
    expect(checkout.read("state/tasks/1.3.yaml")).toContain("Map ENUM values");
    expect(checkout.read("state/tasks/1.4.yaml")).toContain("Draft the schema");
    expect(checkout.read("state/tasks/1.4.yaml")).not.toContain("movedFrom");
    expect(await complaints()).toEqual([]);
  });

  test("leaves a conflict alone that is one task changed twice", async () => {
    conflict("Map ENUM values");
    const [complaint] = await complaints();
    expect(complaint).toMatch(/^V7-D018/);
    await expect(renumber({ from: "1.3" })).rejects.toMatchObject({ code: "V7-P001" });
  });
});

/** Both sides of a merge add task 1.3. */
function conflict(theirName = "Draft the schema"): void {
  checkout.git("switch", "--quiet", "-c", "draft");
  checkout.declare(task("1.3", { name: theirName, notes: "theirs" }));
  checkout.commit("Draft");
  checkout.git("switch", "--quiet", "main");
  checkout.declare(task("1.3", { name: "Map ENUM values", notes: "ours" }));
  checkout.commit("Map");
  expect(() => checkout.git("merge", "--quiet", "draft")).toThrow(/Command failed/);
}

function cloneOf(root: string): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "v7-clone-"));
  execFileSync("git", ["clone", "--quiet", root, folder]);
  return openCheckout(folder, scene.database.url);
}
