import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findDrift } from "../../src/routines/drift.ts";
import { blame } from "../../src/engine/audit/blame.ts";
import { history } from "../../src/engine/audit/history.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let created: string | null;
let labelled: string | null;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1", { status: "in_progress" }), task("1.1", { status: "pending" }));
  ({ apply_id: created } = await scene.apply());
  scene.checkout.declare(task("1.1", { status: "pending" }, { labels: { wave: "enums" } }));
  ({ apply_id: labelled } = await scene.apply({}, { actor: "Test Sentinel" }));
});

afterEach(() => scene.end());

/** Labels have no column of their own: somebody at psql edits them where they lie. */
const relabel = `UPDATE v7_resources SET spec = jsonb_set(spec, '{metadata.labels}', '{"wave": "files"}') WHERE address = 'task/1.1'`;

describe("labels of a task", () => {
  test("are blamed on the apply that set them, its other fields on theirs", async () => {
    const workspace = await scene.checkout.open();
    expect((await blame(workspace, { address: "task/1.1", field: "metadata.labels" })).output.entries).toMatchObject([
      { value: { wave: "enums" }, apply_id: labelled, actor: "Test Sentinel" },
    ]);
    expect((await blame(workspace, { address: "task/1.1", field: "status" })).output.entries).toMatchObject([
      { apply_id: created, actor: "The Architect" },
    ]);
  });

  test("stand in the task's history beside its columns", async () => {
    const { entries } = (await history(await scene.checkout.open(), { address: "task/1.1", outside: false, limit: 10 }))
      .output;
    expect(entries).toMatchObject([
      {
        type: "change",
        address: "task/1.1",
        action: "update",
        apply_id: labelled,
        changed_by: "Test Sentinel",
        fields: [{ field: "metadata.labels", before: null, after: { wave: "enums" } }],
      },
      { type: "change", action: "insert", apply_id: created, changed_by: "The Architect" },
    ]);
  });

  test("changed by another role are drift that names the role and the apply before it", async () => {
    const role = `agent_rw_${randomBytes(4).toString("hex")}`;
    await scene.psql.script(`CREATE ROLE ${role} LOGIN; GRANT SELECT, UPDATE ON v7_resources TO ${role}`);
    try {
      await scene.psql.query(`SET SESSION AUTHORIZATION ${role}`);
      await scene.psql.query(relabel);
      await scene.psql.query("RESET SESSION AUTHORIZATION");
      const { drift } = (await findDrift(await scene.checkout.open())).output;
      expect(drift).toMatchObject([
        {
          address: "task/1.1",
          changed_by: role,
          application: "psql",
          field: "metadata.labels",
          applied: { wave: "enums" },
          live: { wave: "files" },
          last_apply_id: labelled,
        },
      ]);
    } finally {
      await scene.psql.script(`RESET SESSION AUTHORIZATION; DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  test("changed outside are blamed on nobody's apply", async () => {
    await scene.psql.query(relabel);
    const workspace = await scene.checkout.open();
    expect((await blame(workspace, { address: "task/1.1", field: "metadata.labels" })).output.entries).toMatchObject([
      { value: { wave: "files" }, apply_id: null, application: "psql" },
    ]);
    expect((await history(workspace, { outside: true, limit: 10 })).output.entries).toMatchObject([
      { address: "task/1.1", action: "update", apply_id: null, application: "psql" },
    ]);
  });
});
