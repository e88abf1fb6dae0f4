import fc from "fast-check";
import { expect, test } from "vitest";
import { type DocumentInput, phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

/** One step of a history: what the documents say next, or what somebody does behind v7's back. */
type HistoryStep =
  | { readonly does: "declare"; readonly number: number; readonly notes: string | null; readonly waits: boolean }
  | { readonly does: "forget"; readonly number: number }
  | { readonly does: "hotfix"; readonly number: number; readonly notes: string };

const number = fc.integer({ min: 1, max: 6 });
const notes = fc.constantFrom("Inventory", "Reviewed by Test Sentinel", "ALPHA first", "ümläut \u{1F980}");
const step: fc.Arbitrary<HistoryStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("declare" as const),
      number,
      notes: fc.option(notes),
      waits: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("forget" as const), number }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("hotfix" as const), number, notes }) },
);

test("after any history of applies and hotfixes the plan is empty, the serial counts the applies and the audit replays", async () => {
  const histories = fc.array(step, { minLength: 3, maxLength: 12 });
  await fc.assert(fc.asyncProperty(histories, holdsAfter), { numRuns: 15 });
}, 600_000);

async function holdsAfter(history: readonly HistoryStep[]): Promise<void> {
  const scene = await openScene();
  try {
    const declared = new Map<number, DocumentInput>();
    scene.checkout.declare(phase("1"));
    for (const next of history) {
      await take(scene, declared, next);
      await expectHonestApply(scene);
    }
    await expectAuditReplays(scene);
  } finally {
    await scene.end();
  }
}

async function take(scene: Scene, declared: Map<number, DocumentInput>, next: HistoryStep): Promise<void> {
  const name = `1.${next.number}`;
  if (next.does === "declare") {
    const document = task(name, {
      notes: next.notes,
      dependsOn: next.waits && next.number > 1 && declared.has(1) ? ["1.1"] : [],
    });
    declared.set(next.number, document);
    scene.checkout.declare(document);
  } else if (next.does === "hotfix") {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = $1 WHERE task_number = $2", [
      next.notes,
      next.number,
    ]);
  } else if (declared.delete(next.number)) {
    scene.checkout.forget(`task/${name}`);
    if (next.number === 1)
      for (const [other, document] of declared) scene.checkout.declare(withoutDependencies(declared, other, document));
  }
}

/** The row that others waited for is gone from the documents, so they wait for nothing. */
function withoutDependencies(
  declared: Map<number, DocumentInput>,
  key: number,
  document: DocumentInput,
): DocumentInput {
  const free = { ...document, spec: { ...document.spec, dependsOn: [] } };
  declared.set(key, free);
  return free;
}

/** Whatever somebody changed meanwhile, the documents win here: what is looked at is the bookkeeping. */
async function expectHonestApply(scene: Scene): Promise<void> {
  const { plan } = await scene.plan();
  const options = {
    targets: [],
    reverts: plan.drift.map(({ address }) => address),
    forcedConflicts: plan.conflicts.map(({ address }) => address),
  };
  const before = await serialOf(scene);
  const { summary } = await scene.apply({ options, allowMassDelete: 10 });
  const changed = summary.add + summary.change + summary.destroy > 0;
  expect(await serialOf(scene)).toBe(before + (changed ? 1 : 0));
  const after = (await scene.plan()).plan;
  expect([after.changes, after.drift, after.conflicts]).toEqual([[], [], []]);
}

async function serialOf(scene: Scene): Promise<number> {
  const [serial] = await scene.column("SELECT serial::int FROM v7_state");
  return Number(serial);
}

interface AuditRecord {
  readonly table_affected: string;
  readonly record_key: string;
  readonly operation: "insert" | "update" | "delete";
  readonly old_value: object | null;
  readonly new_value: object | null;
}

async function expectAuditReplays(scene: Scene): Promise<void> {
  const { rows: records } = await scene.psql.query<AuditRecord>(
    "SELECT table_affected, record_key, operation, old_value, new_value FROM change_log WHERE table_affected <> 'v7_resources' ORDER BY id",
  );
  expect(records.length).toBeGreaterThan(0);
  const replayed = new Map<string, object>();
  for (const { table_affected: table, record_key: key, operation, old_value: old, new_value: value } of records) {
    const row = `${table} ${key}`;
    expect(replayed.get(row) ?? {}).toMatchObject(old ?? {});
    if (operation === "delete") replayed.delete(row);
    else replayed.set(row, { ...replayed.get(row), ...value });
  }
  const { rows: live } = await scene.psql.query<{ row: string; value: object }>(
    `SELECT 'v7_subworkflow_tasks ' || id AS row, to_jsonb(t) AS value FROM v7_subworkflow_tasks t
     UNION ALL SELECT 'v7_migration_workflow ' || id, to_jsonb(p) FROM v7_migration_workflow p`,
  );
  expect(withoutTouch(replayed)).toEqual(withoutTouch(new Map(live.map(({ row, value }) => [row, value]))));
}

/** A phase is touched by its tasks, and then nobody has changed it: the audit has the task's record alone. */
function withoutTouch(rows: ReadonlyMap<string, object>): ReadonlyMap<string, object> {
  return new Map(
    [...rows].map(([row, value]) => [
      row,
      row.startsWith("v7_migration_workflow") ? { ...value, updated_at: null } : value,
    ]),
  );
}
