import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readState } from "../../src/workspace/state.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

async function refusal(): Promise<string> {
  return scene.apply().then(
    () => "nothing was refused",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe("a row that the database refuses is named, one among many", () => {
  const many = Array.from({ length: 40 }, (_, index) => task(`1.${index + 1}`, { notes: `Inventory ${index + 1}` }));

  test("by a CHECK of somebody's own: with its field and its value", async () => {
    await scene.psql.query("ALTER TABLE v7_subworkflow_tasks ADD CONSTRAINT quiet CHECK (notes <> 'Inventory 29')");
    scene.checkout.declare(phase("1"), ...many);
    expect(await refusal()).toContain('the database refuses task/1.29, notes "Inventory 29": ');
    expect(await scene.column("SELECT count(*)::int FROM v7_subworkflow_tasks")).toEqual([0]);
  });

  test("because its text is too long for the column", async () => {
    await scene.psql.query("ALTER TABLE v7_subworkflow_tasks ALTER COLUMN notes TYPE varchar(20)");
    scene.checkout.declare(phase("1"), ...many, task("1.41", { notes: "Inventory of all ENUMs" }));
    expect(await refusal()).toContain('the database refuses task/1.41, notes "Inventory of all ENUMs": value too long');
  });

  test("because a row that no document declares has the value", async () => {
    await scene.psql.query(
      `INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (1, 'Assessment', 'The Architect');
       INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, dart_task_id)
       VALUES (1, 99, 'Hotfix', 'Test Sentinel', 'dsb_7')`,
    );
    scene.checkout.declare(phase("1"), ...many.slice(0, 20), task("1.21", { dartTaskId: "dsb_7" }));
    expect(await refusal()).toContain('the database refuses task/1.21, dartTaskId "dsb_7": duplicate key');
  });

  test("by a trigger, which says no field", async () => {
    await scene.psql.script(
      `CREATE FUNCTION object() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.task_number = 3 THEN RAISE EXCEPTION 'no third task'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER third BEFORE INSERT ON v7_subworkflow_tasks FOR EACH ROW EXECUTE FUNCTION object()`,
    );
    scene.checkout.declare(phase("1"), ...many);
    expect(await refusal()).toContain("the database refuses task/1.3: no third task");
  });
});

describe("what the database would refuse is told before", () => {
  async function findings(): Promise<unknown> {
    const { findings: found } = await readState(await scene.checkout.open());
    return found.map(({ code, file, line, message }) => ({ code, place: `${file}:${line}`, message }));
  }

  test("a value that another document has, with both places", async () => {
    scene.checkout.declare(phase("1"), task("1.1", { dartTaskId: "dsb_7" }), task("1.2", { dartTaskId: "dsb_7" }));
    expect(await findings()).toEqual([
      {
        code: "V7-D046",
        place: "state/tasks/1.2.yaml:8",
        message: "dartTaskId dsb_7 is that of task 1.1 too; first at state/tasks/1.1.yaml:8",
      },
    ]);
  });

  test("an earlier name that another document has, with both places", async () => {
    scene.checkout.declare(phase("1"), task("1.3", {}, { movedFrom: "1.2" }), task("1.4", {}, { movedFrom: "1.2" }));
    expect(await findings()).toEqual([
      {
        code: "V7-D048",
        place: "state/tasks/1.4.yaml:5",
        message: "movedFrom 1.2 is that of task 1.3 too; first at state/tasks/1.3.yaml:5",
      },
    ]);
  });

  test("the key that would have a node and its service vanish", async () => {
    const retired = (): object => ({ metadata: { retiredAt: "2025-08-07" } });
    scene.checkout.declare({
      kind: "Node",
      name: "ALPHA",
      spec: { role: "primary", ...retired(), services: [{ name: "PostgreSQL", ...retired() }] },
    });
    expect(await findings()).toMatchObject([
      { code: "V7-D047", place: "state/nodes/ALPHA.yaml:8" },
      { code: "V7-D047", place: "state/nodes/ALPHA.yaml:12" },
    ]);
  });
});
