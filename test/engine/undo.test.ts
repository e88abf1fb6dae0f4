import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { undo } from "../../src/engine/edit/undo.ts";
import { phase, task, yamlOf } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(
    phase("1"),
    task("1.1", { status: "pending", notes: "Inventory" }),
    task("1.2", { status: "pending" }),
  );
  await scene.apply();
});

afterEach(() => scene.end());

async function applied(): Promise<string> {
  const { apply_id: applyId } = await scene.apply();
  if (applyId === null) throw new Error("nothing was applied");
  return applyId;
}

async function undone(applyId: string): ReturnType<typeof undo> {
  return undo(await scene.checkout.open(), { reference: applyId });
}

const names = "SELECT task_number FROM v7_subworkflow_tasks ORDER BY task_number";

describe("undo", () => {
  test("of an update puts the old values back into the document, comments kept", async () => {
    const file = "state/tasks/1.1.yaml";
    const before = `# agreed on Monday\n${scene.checkout.read(file).replace("status: pending", "status: pending # not yet")}`;
    scene.checkout.write(file, before);
    await scene.apply();
    scene.checkout.write(file, before.replace("pending #", "in_progress #").replace("Inventory", "Started"));
    const { output } = await undone(await applied());
    expect(scene.checkout.read(file)).toBe(before);
    expect(output.plan.summary).toMatchObject({ add: 0, change: 1, destroy: 0 });
    await scene.apply();
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual(["Inventory"]);
  });

  test("of a creation removes the document", async () => {
    scene.checkout.declare(task("1.3"));
    const { output } = await undone(await applied());
    expect(output.diffs).toMatchObject([{ file: "state/tasks/1.3.yaml", after: null }]);
    await scene.apply();
    expect(await scene.column(names)).toEqual([1, 2]);
  });

  test("of a removal writes the document again", async () => {
    scene.checkout.declare(
      task("1.2", { status: "pending", dependsOn: ["1.1"], blockers: ["No owner"] }, { labels: { wave: "enums" } }),
    );
    await scene.apply();
    const spec =
      "SELECT to_jsonb(t) - 'id' - 'created_at' - 'updated_at' FROM v7_subworkflow_tasks t WHERE task_number = 2";
    const before = await scene.column(spec);
    scene.checkout.forget("task/1.2");
    await undone(await applied());
    await scene.apply();
    expect(await scene.column(spec)).toEqual(before);
    expect(scene.checkout.read("state/tasks/1.2.yaml")).toContain("wave: enums");
  });

  test("of a removal brings back the document's own text, where it stood", async () => {
    const file = "state/tasks/enums/review.yaml";
    const text = `# Agreed on Monday\n${yamlOf(task("1.7", { notes: "Second look" })).replace("Second look", '"Second look" # of ENUMs')}`;
    scene.checkout.write(file, text);
    scene.checkout.commit("Review");
    await scene.apply();
    rmSync(join(scene.checkout.root, file));
    scene.checkout.commit("No review");
    await undone(await applied());
    expect(scene.checkout.read(file)).toBe(text);
    expect((await scene.plan()).plan.summary).toMatchObject({ add: 1, change: 0, destroy: 0 });
  });

  test("of a removal that was never committed finds the text in the commit it was made on", async () => {
    const file = "state/tasks/1.2.yaml";
    const text = `# Agreed on Monday\n${scene.checkout.read(file)}`;
    scene.checkout.write(file, text);
    scene.checkout.commit("Agreed");
    scene.checkout.forget("task/1.2");
    await undone(await applied());
    expect(scene.checkout.read(file)).toBe(text);
  });

  test("of the removal of some documents of a file puts each back with its comments", async () => {
    const file = "state/tasks/later.yaml";
    const [first, second, third] = ["1.7", "1.8", "1.9"].map((name) => `# About ${name}\n${yamlOf(task(name))}`);
    scene.checkout.write(file, [first, second, third].join("---\n"));
    scene.checkout.commit("Later");
    await scene.apply();
    scene.checkout.write(file, `${second}`);
    scene.checkout.commit("Less");
    await undone(await applied());
    expect(scene.checkout.read(file)).toBe([second, first, third].join("---\n"));
  });

  test("of a removal writes the applied values where git has others", async () => {
    const file = "state/tasks/1.2.yaml";
    scene.checkout.commit("Start");
    scene.checkout.write(file, `# Never committed\n${scene.checkout.read(file)}`.replace("pending", "blocked"));
    await scene.apply();
    scene.checkout.forget("task/1.2");
    await undone(await applied());
    expect(scene.checkout.read(file)).toContain("status: blocked");
  });

  test("writes no rows itself", async () => {
    scene.checkout.declare(task("1.1", { status: "in_progress", notes: "Inventory" }));
    await undone(await applied());
    expect(await scene.column("SELECT status FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual([
      "in_progress",
    ]);
  });

  test("of a field that was declared for the first time empties it", async () => {
    scene.checkout.declare(task("1.2", { status: "pending", notes: "first" }));
    await undone(await applied());
    await scene.apply();
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE task_number = 2")).toEqual([null]);
  });

  test("of labels and protection that were added takes them away", async () => {
    scene.checkout.declare(task("1.2", { status: "pending" }, { labels: { wave: "enums" }, protect: true }));
    await undone(await applied());
    expect(scene.checkout.read("state/tasks/1.2.yaml")).not.toContain("wave");
    expect(scene.checkout.read("state/tasks/1.2.yaml")).not.toContain("protect: true");
  });

  test("of an approval clears it again", async () => {
    scene.checkout.declare(phase("1", { approval: { status: "pending" } }));
    await undone(await applied());
    await scene.apply();
    expect(await scene.column("SELECT approval_status FROM v7_migration_workflow")).toEqual([null]);
  });

  test("is refused when a later apply touched the same field, naming it", async () => {
    scene.checkout.declare(task("1.1", { status: "in_progress", notes: "Inventory" }));
    const first = await applied();
    scene.checkout.declare(task("1.1", { status: "completed", notes: "Inventory" }));
    const second = await applied();
    await expect(undone(first)).rejects.toMatchObject({
      code: "V7-P022",
      message: expect.stringContaining(second.slice(0, 6)) as string,
    });
  });

  test("is possible when a later apply touched another field of the row", async () => {
    scene.checkout.declare(task("1.1", { status: "in_progress", notes: "Inventory" }));
    const first = await applied();
    scene.checkout.declare(task("1.1", { status: "in_progress", notes: "Second thoughts" }));
    await scene.apply();
    await undone(first);
    await scene.apply();
    expect(await scene.column("SELECT status || ' ' || notes FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual(
      ["pending Second thoughts"],
    );
  });

  test("of a creation is refused when a later apply worked on the row", async () => {
    scene.checkout.declare(task("1.3"));
    const first = await applied();
    scene.checkout.declare(task("1.3", { notes: "Work has begun" }));
    await scene.apply();
    await expect(undone(first)).rejects.toMatchObject({ code: "V7-P022" });
  });

  test("of a change is refused when a later apply removed the row", async () => {
    scene.checkout.declare(task("1.2", { status: "in_progress" }));
    const first = await applied();
    scene.checkout.forget("task/1.2");
    await scene.apply();
    await expect(undone(first)).rejects.toMatchObject({ code: "V7-P022" });
  });

  test("of a move is refused, naming both addresses; the documents stay as they are", async () => {
    scene.checkout.forget("task/1.2");
    scene.checkout.declare(task("1.4", { status: "pending" }, { movedFrom: "1.2" }));
    const moved = await applied();
    const before = scene.checkout.read("state/tasks/1.4.yaml");
    await expect(undone(moved)).rejects.toMatchObject({
      code: "V7-P023",
      exitCode: 1,
      message: expect.stringContaining("task/1.4 was moved from task/1.2") as string,
    });
    expect(scene.checkout.read("state/tasks/1.4.yaml")).toBe(before);
  });

  test("of an apply that is not known names the code", async () => {
    await expect(undone("ffffff")).rejects.toMatchObject({ code: "V7-P021" });
  });
});
