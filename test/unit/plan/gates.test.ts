import { describe, expect, test } from "vitest";
import { codes, move } from "./steps.ts";
import type { Fields, Resource } from "../../../src/model/resource.ts";
import type { World } from "../../../src/model/world.ts";
import { declared, planOf, row, worldOf } from "./world.ts";

const approved = { "approval.status": "approved" };

describe("the order of phases (W11)", () => {
  test("a phase opens only after the one before it was approved", () => {
    const from = {
      "phase/1": { status: "in_progress", "approval.status": null },
      "phase/2": { status: "not_started" },
    };
    expect(codes(move(from, { "phase/2": { status: "in_progress" } }))).toEqual(["V7-G003 phase/2"]);
  });

  test("approval and opening may be one plan: the projected end state counts", () => {
    const from = {
      "phase/1": { status: "review", "approval.status": null },
      "phase/2": { status: "not_started" },
      "task/1.1": { status: "completed" },
    };
    const to = { "phase/1": { status: "approved", ...approved }, "phase/2": { status: "in_progress" } };
    expect(codes(move(from, to))).toEqual([]);
  });

  test("every earlier phase counts, not the one before alone", () => {
    const from = {
      "phase/1": { status: "not_started" },
      "phase/2": { status: "review", ...approved },
      "phase/3": { status: "not_started" },
    };
    const plan = move(from, { "phase/3": { status: "in_progress" } });
    expect(plan.gates).toMatchObject([{ code: "V7-G003", address: "phase/3", because: ["phase/1"] }]);
  });

  test("a phase is not completed without approval (W11)", () => {
    const from = { "phase/1": { status: "approved", ...approved }, "task/1.1": { status: "completed" } };
    const plan = move(from, { "phase/1": { status: "completed", "approval.status": null } });
    expect(codes(plan)).toEqual(["V7-G004 phase/1"]);
  });

  test("an approved phase that was rolled back is closed again (W10, W11)", () => {
    const from = { "phase/1": { status: "rolled_back", ...approved }, "phase/2": { status: "not_started" } };
    expect(codes(move(from, { "phase/2": { status: "in_progress" } }))).toEqual(["V7-G003 phase/2"]);
  });

  test("after phases 1 and 2 a rolled back phase 3 comes before phase 4 (W27)", () => {
    const done = { status: "completed", ...approved };
    const from = {
      "phase/1": done,
      "phase/2": done,
      "phase/3": { status: "rolled_back", "approval.status": null },
      "phase/4": { status: "not_started" },
    };
    expect(codes(move(from, { "phase/4": { status: "in_progress" } }))).toEqual(["V7-G003 phase/4"]);
    expect(codes(move(from, { "phase/3": { status: "in_progress", "approval.status": null } }))).toEqual([]);
  });

  test("phase 10 comes after phase 9", () => {
    const from = { "phase/9": { status: "not_started" }, "phase/10": { status: "not_started" } };
    expect(codes(move(from, { "phase/9": { status: "in_progress" } }))).toEqual([]);
  });
});

describe("tasks of a phase (W22)", () => {
  const running = { status: "in_progress", "approval.status": null };
  const review = { "phase/1": { ...running, status: "review" } };

  test("must be finished before review", () => {
    const plan = move(
      { "phase/1": running, "task/1.1": { status: "completed" }, "task/1.2": { status: "review" } },
      review,
    );
    expect(plan.gates).toMatchObject([{ code: "V7-G002", address: "phase/1", because: ["task/1.2"] }]);
  });

  test("that were cancelled do not block review for ever (W22)", () => {
    expect(
      codes(
        move({ "phase/1": running, "task/1.1": { status: "completed" }, "task/1.2": { status: "cancelled" } }, review),
      ),
    ).toEqual([]);
  });

  test("must exist: an empty phase has nothing to review (W22)", () => {
    expect(codes(move({ "phase/1": running }, review))).toEqual(["V7-G007 phase/1"]);
  });

  test("that were all cancelled leave nothing to review", () => {
    expect(codes(move({ "phase/1": running, "task/1.1": { status: "cancelled" } }, review))).toEqual([
      "V7-G007 phase/1",
    ]);
  });

  test("that nobody declared count as well", () => {
    const world = worldOf(
      [
        row("Phase", "1", running),
        row("Task", "1.1", { status: "completed" }),
        row("Task", "1.9", { status: "pending" }),
      ],
      [row("Phase", "1", running), row("Task", "1.1", { status: "completed" })],
    );
    const plan = planOf(
      [declared("Phase", "1", { ...running, status: "review" }), declared("Task", "1.1", { status: "completed" })],
      world,
    );
    expect(plan.gates).toMatchObject([{ code: "V7-G002", because: ["task/1.9"] }]);
  });

  test("of phase 10 are not those of phase 1", () => {
    const from = { "phase/1": running, "task/1.1": { status: "completed" }, "task/10.1": { status: "pending" } };
    expect(codes(move(from, review))).toEqual([]);
  });

  test("created open in a phase under review are told about at the phase as a warning", () => {
    const plan = move(
      { "phase/1": { ...running, status: "review" }, "task/1.1": { status: "completed" } },
      { "task/1.2": {} },
    );
    expect(plan.gates).toEqual([]);
    expect(plan.findings).toMatchObject([{ severity: "warning", code: "V7-G002", address: "phase/1" }]);
  });
});

describe("dependencies of a task (W14)", () => {
  const started = { "task/1.2": { status: "in_progress", dependsOn: ["1.1"] } };
  const waiting = { "task/1.2": { status: "pending", dependsOn: ["1.1"] } };

  test.each(["pending", "in_progress", "blocked", "review", "deferred"])("that is %s keeps it waiting", (status) => {
    expect(codes(move({ "task/1.1": { status }, ...waiting }, started))).toEqual(["V7-G005 task/1.2"]);
  });

  test("that is completed lets it start", () => {
    expect(codes(move({ "task/1.1": { status: "completed" }, ...waiting }, started))).toEqual([]);
  });

  test("that is completed in the same plan lets it start", () => {
    expect(
      codes(
        move(
          { "task/1.1": { status: "in_progress" }, ...waiting },
          { "task/1.1": { status: "completed" }, ...started },
        ),
      ),
    ).toEqual([]);
  });

  test("that was cancelled asks for a decision of its own", () => {
    expect(codes(move({ "task/1.1": { status: "cancelled" }, ...waiting }, started))).toEqual(["V7-G006 task/1.2"]);
  });

  test("that does not exist keeps it waiting", () => {
    expect(codes(move(waiting, started))).toEqual(["V7-G005 task/1.2"]);
  });

  test("on itself keeps it waiting", () => {
    const self = { dependsOn: ["1.2"] };
    expect(
      codes(move({ "task/1.2": { status: "pending", ...self } }, { "task/1.2": { status: "in_progress", ...self } })),
    ).toEqual(["V7-G005 task/1.2", "V7-P088 task/1.2"]);
  });

  test("added to a task that runs already is judged too", () => {
    const from = { "task/1.1": { status: "pending" }, "task/1.2": { status: "in_progress", dependsOn: [] } };
    expect(codes(move(from, started))).toEqual(["V7-G005 task/1.2"]);
  });
});

describe("a rolled back phase (W10, W23)", () => {
  test("cannot stay approved", () => {
    const from = { "phase/1": { status: "approved", ...approved }, "task/1.1": { status: "completed" } };
    expect(codes(move(from, { "phase/1": { status: "rolled_back", ...approved } }))).toEqual(["V7-G008 phase/1"]);
  });

  test("loses an approval that is not declared", () => {
    const world = worldOf(
      [row("Phase", "1", { status: "completed", ...approved, completedAt: "2025-08-07T09:00:00Z" })],
      [row("Phase", "1", { status: "completed" })],
    );
    const plan = planOf([declared("Phase", "1", { status: "rolled_back" })], world);
    expect(plan.gates).toEqual([]);
    expect(plan.changes[0]?.effects).toEqual([
      { field: "completedAt", effect: "clear" },
      { field: "approval.status", effect: "clear" },
    ]);
  });

  test("keeps its blockers and the notes that say why (W8, W9)", () => {
    const blockers = [
      { issue: "Enum lost", raised_by: "Layer 1 Guardian", severity: "critical", raised_at: "2025-08-07T09:00:00Z" },
    ];
    const world = worldOf(
      [row("Phase", "1", { status: "in_progress", blockers, "approval.notes": "see DART" })],
      [row("Phase", "1", { status: "in_progress" })],
    );
    const plan = planOf([declared("Phase", "1", { status: "rolled_back" })], world);
    expect(plan.changes[0]?.effects).toEqual([]);
    expect(plan.changes[0]?.after).toEqual({ status: "rolled_back" });
  });
});

test("older violations the plan does not move are warnings", () => {
  const from = {
    "phase/1": { status: "in_progress" },
    "task/1.1": { status: "pending" },
    "task/1.2": { status: "in_progress", dependsOn: ["1.1"], notes: "" },
  };
  const plan = move(from, { "task/1.2": { status: "in_progress", dependsOn: ["1.1"], notes: "started early" } });
  expect(plan.gates).toEqual([]);
  expect(plan.findings).toMatchObject([{ severity: "warning", code: "V7-G005", address: "task/1.2" }]);
});

describe("what stands in a row past v7 opens no gate", () => {
  const reviewed = row("Phase", "1", { status: "in_progress", "approval.status": null });
  const waiting = row("Phase", "2", { status: "not_started" });
  const documents = [
    declared("Phase", "1", { status: "in_progress", "approval.status": null }),
    declared("Phase", "2", { status: "in_progress" }),
  ];

  /** The rows as an UPDATE past v7 left them, beside what was applied. */
  function forged(fields: Fields): World {
    return worldOf([{ ...reviewed, fields: { ...reviewed.fields, ...fields } }, waiting], [reviewed, waiting]);
  }

  test("not an approval", () => {
    const world = forged({ status: "completed", "approval.status": "approved", "approval.by": "The Architect" });
    expect(codes(planOf(documents, world))).toEqual(["V7-G003 phase/2"]);
  });

  test("not an approval that no document speaks of", () => {
    const world = worldOf(
      [row("Phase", "1", { status: "in_progress", ...approved }), waiting],
      [row("Phase", "1", { status: "in_progress" }), waiting],
    );
    const silent = [declared("Phase", "1", { status: "in_progress" }), documents[1] as Resource];
    expect(codes(planOf(silent, world))).toEqual(["V7-G003 phase/2"]);
  });

  test("and a revert in the same plan judges what it writes back", () => {
    const done = row("Phase", "1", { status: "completed", ...approved });
    const task = row("Task", "1.1", { status: "completed" });
    const undone = { ...done, fields: { ...done.fields, status: "rolled_back" } };
    const world = worldOf([undone, waiting, task], [done, waiting, task]);
    const wanted = [
      declared("Phase", "1", done.fields),
      documents[1] as Resource,
      declared("Task", "1.1", task.fields),
    ];
    const plan = planOf(wanted, world, { reverts: ["phase/1"] });
    expect(plan.gates).toEqual([]);
  });

  test("not a task that was finished by SQL, nor one that was deleted", () => {
    const open = row("Task", "1.2", { status: "in_progress" });
    const done = row("Task", "1.1", { status: "completed" });
    const inReview = [
      declared("Phase", "1", { status: "review" }),
      declared("Task", "1.1", { status: "completed" }),
      declared("Task", "1.2", { status: "in_progress" }),
    ];
    const finished = { ...open, fields: { status: "completed" } };
    expect(codes(planOf(inReview, worldOf([reviewed, done, finished], [reviewed, done, open])))).toEqual([
      "V7-G002 phase/1",
    ]);
    expect(codes(planOf(inReview, worldOf([reviewed, done], [reviewed, done, open])))).toEqual(["V7-G002 phase/1"]);
  });

  test("not a dependency that was taken away by SQL", () => {
    const first = row("Task", "1.1", { status: "pending" });
    const second = row("Task", "1.2", { status: "pending", dependsOn: ["1.1"] });
    const world = worldOf([first, { ...second, fields: { ...second.fields, dependsOn: [] } }], [first, second]);
    const begun = [
      declared("Task", "1.1", { status: "pending" }),
      declared("Task", "1.2", { status: "in_progress", dependsOn: ["1.1"] }),
    ];
    expect(codes(planOf(begun, world))).toEqual(["V7-G023 task/1.2"]);
  });

  test("not the answer to a grave impact, nor its weight", () => {
    const grave = row("Impact", "contact-status", { riskAssessment: "critical", approvalStatus: null, phase: 2 });
    const done = row("Phase", "1", { status: "completed", ...approved });
    const inPlace = [
      declared("Phase", "1", done.fields),
      documents[1] as Resource,
      declared("Impact", "contact-status", grave.fields),
    ];
    for (const fields of [{ approvalStatus: "approved" }, { riskAssessment: "low" }]) {
      const world = worldOf(
        [done, waiting, { ...grave, fields: { ...grave.fields, ...fields } }],
        [done, waiting, grave],
      );
      expect(codes(planOf(inPlace, world))).toEqual(["V7-G021 phase/2"]);
    }
  });

  test("and a document that repeats a forged approval asks for the persona", () => {
    const world = forged({ "approval.status": "approved", "approval.by": "The Architect" });
    const pulled = [
      declared("Phase", "1", {
        status: "in_progress",
        "approval.status": "approved",
        "approval.by": "The Architect",
      }),
      declared("Phase", "2", { status: "not_started" }),
    ];
    const { conflicts, changes } = planOf(pulled, world);
    expect([...conflicts, ...changes].map(({ address }) => address)).toContain("phase/1");
  });
});
