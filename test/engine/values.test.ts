import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { persona, phase, policy, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

async function applyTwice(): Promise<unknown> {
  await scene.apply();
  const { plan } = await scene.plan();
  return [plan.changes, plan.drift, plan.conflicts];
}

const inSync = [[], [], []];
const object = { n: 1.5, whole: 3, exponent: 1e-7, nested: { list: [1, "1", true, null], empty: {} } };

describe("there is no perpetual diff", () => {
  test.each<[string, ReturnType<typeof task>[]]>([
    ["number forms within jsonb", [phase("1", { deliverables: { report: JSON.stringify(object) } })]],
    [
      "microseconds",
      [
        phase("1"),
        task("1.1", { startedAt: "2025-08-07T09:00:00.123456Z", completedAt: "2025-08-08 17:30:00.5+04:00" }),
      ],
    ],
    [
      "the order of a set",
      [phase("1"), task("1.1"), task("1.2"), task("1.10"), task("1.3", { dependsOn: ["1.10", "1.2", "1.1"] })],
    ],
    [
      "explicit nulls",
      [
        phase("1", { blockers: null, approval: { status: null } }),
        task("1.1", { notes: null, dependsOn: null, blockers: null }),
      ],
    ],
    ["empty lists", [phase("1", { blockers: [] }), task("1.1", { dependsOn: [], blockers: [], deliverableUrls: [] })]],
    [
      "quotes, backslashes, braces and newlines",
      [
        phase("1"),
        task("1.1", { notes: "a \"b\"\\n {c,d} NULL\n'e'", blockers: ["NULL", "", '"', "a,b", "{}"].filter(Boolean) }),
      ],
    ],
    ["text beyond ASCII", [phase("1"), task("1.1", { notes: "مرحلة التقييم — 評価 🚀", name: "Überprüfung" })]],
    ["labels and protection", [phase("1", {}, { labels: { gate: "reality", wave: "enums" }, protect: true })]],
    [
      "kinds without a table",
      [
        persona("V7 Conductor", { identities: { git: ["conductor@example.org"], postgres: [] } }),
        policy({ planTtl: "24h", drift: { default: "keep" } }),
      ],
    ],
  ])("for %s", async (_, documents) => {
    scene.checkout.declare(...documents);
    expect(await applyTwice()).toEqual(inSync);
  });

  test("for a jsonb value that was rewritten with other number forms and key order", async () => {
    scene.checkout.declare(
      phase("1", {
        blockers: [
          { issue: "No backup", severity: "high", raised_by: "Layer 1 Guardian", raised_at: "2025-08-07T09:00:00Z" },
        ],
      }),
    );
    await scene.apply();
    await scene.psql.query(
      `UPDATE v7_migration_workflow SET blockers = '[{"severity": "high", "raised_at": "2025-08-07T09:00:00Z", "raised_by": "Layer 1 Guardian", "issue": "No backup"}]'`,
    );
    expect((await scene.plan()).plan.drift).toEqual([]);
  });

  test("for a set whose elements somebody reordered or repeated", async () => {
    scene.checkout.declare(phase("1"), task("1.1"), task("1.2"), task("1.3", { dependsOn: ["1.1", "1.2"] }));
    await scene.apply();
    await scene.psql.query(
      "UPDATE v7_subworkflow_tasks SET dependencies = ARRAY[dependencies[2], dependencies[1], dependencies[2]] WHERE task_number = 3",
    );
    expect((await scene.plan()).plan.drift).toEqual([]);
  });
});

test("a list whose elements were reordered is drift", async () => {
  scene.checkout.declare(phase("1"), task("1.1", { blockers: ["No backup", "No owner"] }));
  await scene.apply();
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET blockers = ARRAY[blockers[2], blockers[1]]");
  expect((await scene.plan()).plan.drift).toMatchObject([
    { fields: [{ field: "blockers", live: ["No owner", "No backup"] }] },
  ]);
});

test("a field that is no longer declared keeps its value and is no longer compared", async () => {
  scene.checkout.declare(phase("1"), task("1.1", { notes: "Inventory" }));
  await scene.apply();
  scene.checkout.declare(task("1.1"));
  expect((await scene.plan()).plan.changes).toEqual([]);
  await scene.apply();
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'mine now'");
  const { plan } = await scene.plan();
  expect([plan.changes, plan.drift, plan.conflicts, plan.records]).toEqual([[], [], [], []]);
});

test("columns nobody declares keep the table's defaults", async () => {
  scene.checkout.declare(phase("1"), task("1.1"));
  await scene.apply();
  expect(await scene.column("SELECT status FROM v7_subworkflow_tasks")).toEqual(["pending"]);
  expect(await scene.column("SELECT status FROM v7_migration_workflow")).toEqual(["not_started"]);
});

test("a row that was there before is adopted: fields that differ change, its id stays", async () => {
  await scene.psql.query(
    "INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (1, 'Assesment', 'The Architect')",
  );
  const id = await scene.column("SELECT id FROM v7_migration_workflow");
  scene.checkout.declare(phase("1"));
  const { plan } = await scene.plan();
  await scene.apply();
  expect(plan.changes.find(({ address }) => address === "phase/1")).toMatchObject({
    action: "update",
    reason: "adopted",
    fields: [{ field: "name", before: "Assesment", after: "Assessment" }],
  });
  expect(await scene.column("SELECT id FROM v7_migration_workflow")).toEqual(id);
});

describe("effects", () => {
  test("are the transaction's own time, in UTC whatever the server's zone", async () => {
    await scene.psql.query(`ALTER DATABASE ${scene.database.name} SET timezone = 'America/Los_Angeles'`);
    await scene.renew();
    scene.checkout.declare(phase("1", { status: "not_started" }));
    await scene.apply();
    scene.checkout.declare(phase("1", { status: "in_progress" }));
    await scene.apply();
    const equal = await scene.column(
      "SELECT p.started_at = c.created_at FROM v7_migration_workflow p JOIN change_log c ON c.record_key = p.id::text AND c.operation = 'update'",
    );
    expect(equal).toEqual([true]);
    expect(
      await scene.column(
        "SELECT abs(extract(epoch FROM started_at - now() AT TIME ZONE 'UTC')) < 3600 FROM v7_migration_workflow",
      ),
    ).toEqual([true]);
  });

  test("are never drift and never applied state", async () => {
    scene.checkout.declare(phase("1", { status: "not_started" }));
    await scene.apply();
    scene.checkout.declare(phase("1", { status: "in_progress" }));
    expect(await applyTwice()).toEqual(inSync);
    expect(await scene.column("SELECT applied ? 'startedAt' FROM v7_resources WHERE address = 'phase/1'")).toEqual([
      false,
    ]);
  });

  test("do not touch a row created at a later status", async () => {
    scene.checkout.declare(phase("1", { status: "in_progress" }), task("1.1", { status: "completed" }));
    await scene.apply();
    expect(await scene.column("SELECT completed_at FROM v7_subworkflow_tasks")).toEqual([null]);
  });
});
