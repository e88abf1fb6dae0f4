import { describe, expect, test } from "vitest";
import { declared, planOf, row, settled, worldOf } from "./world.ts";

const name = "Document all duplicate ENUMs";

describe("status effects", () => {
  function effects(kind: "Phase" | "Task", from: object, to: object): unknown {
    const world = settled(row(kind, kind === "Phase" ? "1" : "1.1", { ...from }));
    const applied = {
      ...world,
      applied: new Map(
        [...world.applied].map(([key, value]) => [
          key,
          { ...value, fields: { status: value.fields["status"] ?? null } },
        ]),
      ),
    };
    return planOf([declared(kind, kind === "Phase" ? "1" : "1.1", { ...to })], applied).changes[0]?.effects;
  }
  const then = "2025-08-07T09:00:00Z";

  test.each<["Phase" | "Task", object, object, unknown[]]>([
    ["Phase", { status: "not_started" }, { status: "in_progress" }, [{ field: "startedAt", effect: "stampIfNull" }]],
    ["Phase", { status: "blocked", startedAt: then }, { status: "in_progress" }, []],
    [
      "Phase",
      { status: "approved", startedAt: then },
      { status: "completed" },
      [{ field: "completedAt", effect: "stamp" }],
    ],
    [
      "Phase",
      { status: "completed", completedAt: then },
      { status: "approved" },
      [{ field: "completedAt", effect: "clear" }],
    ],
    [
      "Phase",
      { status: "in_progress", startedAt: then },
      { status: "not_started" },
      [{ field: "startedAt", effect: "clear" }],
    ],
    ["Task", { status: "pending" }, { status: "in_progress" }, [{ field: "startedAt", effect: "stampIfNull" }]],
    [
      "Task",
      { status: "in_progress", startedAt: then },
      { status: "completed" },
      [{ field: "completedAt", effect: "stamp" }],
    ],
    [
      "Task",
      { status: "completed", completedAt: then },
      { status: "cancelled" },
      [{ field: "completedAt", effect: "clear" }],
    ],
    [
      "Task",
      { status: "completed", startedAt: then, completedAt: then },
      { status: "in_progress" },
      [{ field: "completedAt", effect: "clear" }],
    ],
    [
      "Task",
      { status: "in_progress", startedAt: then },
      { status: "pending" },
      [{ field: "startedAt", effect: "clear" }],
    ],
    ["Task", { status: "in_progress", startedAt: then }, { status: "blocked" }, []],
  ])("of a %s from %j to %j", (kind, from, to, expected) => {
    expect(effects(kind, from, to)).toEqual(expected);
  });

  test("leave a declared time alone", () => {
    expect(effects("Task", { status: "in_progress" }, { status: "completed", completedAt: then })).toEqual([]);
  });

  test("do not happen when the status stays", () => {
    expect(effects("Task", { status: "completed" }, { status: "completed", notes: "done" })).toEqual([]);
  });
});

describe("targets", () => {
  const documents = [
    declared("Phase", "1", { name: "Assessment" }),
    declared("Phase", "2", { name: "Design" }),
    declared("Task", "1.1", { name }),
    declared("Task", "1.2", { name, dependsOn: ["1.1"] }),
    declared("Task", "2.1", { name }),
  ];

  test("pull in what they depend on, and nothing else", () => {
    const plan = planOf(documents, worldOf([]), { targets: ["task/1.2"] });
    expect(plan.changes.map(({ address }) => address)).toEqual(["phase/1", "task/1.1", "task/1.2"]);
  });

  test("of a removal plan that removal alone", () => {
    const world = settled(row("Task", "2.1", { name }), row("Task", "2.2", { name }));
    expect(planOf([], world, { targets: ["task/2.2"] }).changes).toMatchObject([
      { address: "task/2.2", action: "delete" },
    ]);
  });

  test("leave drift elsewhere unmentioned", () => {
    const world = worldOf([row("Task", "2.1", { name: "changed" })], [row("Task", "2.1", { name })]);
    expect(planOf([declared("Task", "2.1", { name })], world, { targets: ["task/1.1"] }).drift).toEqual([]);
  });

  test("end at a cycle of dependencies", () => {
    const cyclic = [
      declared("Task", "1.1", { name, dependsOn: ["1.2"] }),
      declared("Task", "1.2", { name, dependsOn: ["1.1"] }),
    ];
    expect(planOf(cyclic, worldOf([]), { targets: ["task/1.1"] }).changes).toHaveLength(2);
  });
});

describe("order", () => {
  test("removals first and children before parents; then parents before children, numbers by value", () => {
    const world = settled(
      row("Phase", "9", {}),
      row("Task", "9.1", {}),
      row("Task", "1.2", { name }),
      row("Task", "1.10", { name }),
    );
    const plan = planOf(
      [
        declared("Task", "1.10", { name: "Review" }),
        declared("Task", "1.2", { name: "Review" }),
        declared("Phase", "1", { name: "Assessment" }),
        declared("Policy", "default", {}),
        declared("Persona", "The Architect", {}),
      ],
      world,
    );
    expect(plan.changes.map(({ address }) => address)).toEqual([
      "task/9.1",
      "phase/9",
      "persona/The Architect",
      "policy/default",
      "phase/1",
      "task/1.2",
      "task/1.10",
    ]);
  });
});

describe("approvals", () => {
  const rules = {
    approvals: [
      { when: { action: "delete" }, by: ["The Architect"], distinct: true },
      { when: { kind: "Phase", field: "status", to: "approved" }, by: ["The Architect", "V7 Conductor"] },
    ],
  };
  const inForce = row("Policy", "default", rules);
  const documents = [declared("Policy", "default", rules)];

  test("are asked for by the applied Policy", () => {
    const plan = planOf(documents, settled(inForce, row("Task", "1.1", { name })));
    expect(plan.approvals).toEqual([
      { persona: "The Architect", rule: "policy/default#approvals[0]", distinct: true, addresses: ["task/1.1"] },
    ]);
  });

  test("are not asked for by a Policy the plan would only bring in", () => {
    expect(planOf(documents, settled(row("Task", "1.1", { name }))).approvals).toEqual([]);
  });

  test("are asked of every persona a rule names", () => {
    const world = settled(inForce, row("Phase", "1", { status: "review" }));
    const plan = planOf([...documents, declared("Phase", "1", { status: "approved" })], world);
    expect(plan.approvals.map(({ persona }) => persona)).toEqual(["The Architect", "V7 Conductor"]);
  });

  test("are not asked for where nothing matches", () => {
    const world = settled(inForce, row("Phase", "1", { status: "in_progress" }));
    expect(planOf([...documents, declared("Phase", "1", { status: "review" })], world).approvals).toEqual([]);
  });
});

describe("a field that is no longer declared", () => {
  const told = (spec: object, notes: string | null): unknown[] =>
    planOf([declared("Task", "1.1", { name, ...spec })], settled(row("Task", "1.1", { name, notes })))
      .findings.filter(({ code }) => code === "V7-P091")
      .map(({ address, message }) => [address, message]);

  test("is told with what stays in the row, until an apply has let go of it", () => {
    expect(told({}, "Inventory")).toEqual([
      ["task/1.1", 'no longer declared: notes stays "Inventory"; write null to empty it'],
    ]);
  });

  test("is not told where the row has nothing of it", () => {
    expect(told({}, null)).toEqual([]);
  });

  test("is not told when null empties it", () => {
    expect(told({ notes: null }, "Inventory")).toEqual([]);
  });
});
