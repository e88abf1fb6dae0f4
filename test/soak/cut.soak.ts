import { expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openApply, type Step } from "../faults/apply-undertaking.ts";
import { cutEveryMessage } from "../faults/cut-rounds.ts";
import { openMigrate } from "../faults/migrate-undertaking.ts";
import { progressOf, record, sizeOf } from "./measure.ts";
import { planShapes } from "./plan-shapes.ts";

const shapes = Object.entries(planShapes).slice(0, sizeOf("cut"));

test.skipIf(shapes.length === 0)(
  "plan shapes cut at every message, with and without a way to ask afterwards",
  async () => {
    const wrong: unknown[] = [];
    for (const [name, step] of shapes) {
      for (const staysDown of [false, true]) {
        const onRound = progressOf(`cut: ${name}${staysDown ? ", nobody can be asked" : ""}`);
        const report = await cutEveryMessage(() => openApply(step), { lanes: 4, staysDown, onRound });
        wrong.push(...report.wrong.map((round) => ({ name, staysDown, round })));
      }
    }
    record({ flag: "cut", done: shapes.length, wrong: wrong.length });
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
  const { wrong } = await cutEveryMessage(openMigrate, { lanes: 4, mayBeUnsure: true, onRound: progressOf("migrate") });
  record({ flag: "migrate", done: 1, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
