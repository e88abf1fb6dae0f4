import { expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openApply, type Step } from "../faults/apply-undertaking.ts";
import { cutEveryMessage } from "../faults/cut-rounds.ts";
import { openMigrate } from "../faults/migrate-undertaking.ts";
import { killMigrations, statementBoundaries } from "../postgres/kill-migrations.ts";
import { testDatabase } from "../support/database.ts";
import { progressOf, record, sizeOf } from "./measure.ts";
import { planShapes } from "./plan-shapes.ts";

// Those that a run before has finished are not among them.
const wanted = sizeOf("cut");
const shapes = wanted === 0 ? [] : Object.entries(planShapes).slice(-wanted);

test.skipIf(shapes.length === 0)(
  "plan shapes cut at every message, with and without a way to ask afterwards",
  async () => {
    const wrong: unknown[] = [];
    const started = performance.now();
    let done = 0;
    for (const [name, step] of shapes) {
      let isWhole = true;
      for (const staysDown of [false, true]) {
        const onRound = progressOf(`cut: ${name}${staysDown ? ", nobody can be asked" : ""}`, started);
        const report = await cutEveryMessage(() => openApply(step), { lanes: 4, staysDown, onRound });
        wrong.push(...report.wrong.map((round) => ({ name, staysDown, round })));
        isWhole &&= report.isWhole;
      }
      if (!isWhole) break;
      done += 1;
    }
    record({ flag: "cut", done, wrong: wrong.length });
    expect(wrong).toEqual([]);
  },
);

test.skipIf(shapes.length === 0)("an apply that only learns what the rows hold, cut at every message", async () => {
  const refresh: Step = {
    before: [phase("1"), task("1.1")],
    behindOurBack: "UPDATE v7_subworkflow_tasks SET notes = 'Inventory'",
    after: [phase("1"), task("1.1", { notes: "Inventory" })],
  };
  const onRound = progressOf("cut: only learning");
  const { wrong } = await cutEveryMessage(() => openApply(refresh), { lanes: 4, mayBeUnsure: true, onRound });
  expect(wrong).toEqual([]);
});

test.skipIf(sizeOf("migrate") === 0)("migrations cut at every message of both sides", async () => {
  const onRound = progressOf("migrate");
  const { isWhole, wrong } = await cutEveryMessage(openMigrate, { lanes: 4, mayBeUnsure: true, onRound });
  record({ flag: "migrate", done: isWhole ? 1 : 0, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

test.skipIf(sizeOf("statements") === 0)("migrations killed before each of their statements", async () => {
  const database = await testDatabase({ migrated: false });
  const boundaries = statementBoundaries();
  const progress = progressOf("statements");
  let isWhole = false;
  const wrong = await killMigrations(database, boundaries, (done, all) => {
    isWhole = done === all;
    return progress(done, all);
  });
  await database.drop();
  record({ flag: "statements", done: isWhole ? 1 : 0, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
