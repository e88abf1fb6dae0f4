import { describe, expect, test } from "vitest";
import type { StatusOutput } from "../../src/model/output/status.ts";
import { sentenceOf } from "../../web/pages/overview/sentence.ts";
import { happeningOf } from "../../web/pages/record/happenings.ts";
import type { FieldSides } from "../../src/model/output/show.ts";
import type { Json } from "../../src/model/json.ts";
import { standsAlone } from "../../web/pages/record/resource-sides.ts";
import { shellWord } from "../../web/parts/shell-word.ts";

function status(more: Partial<StatusOutput> = {}): StatusOutput {
  const apply = { dirty: false, apply_id: "7c21e0", at: "2025-10-09T18:30:00Z", actor: "ci" };
  return {
    database: "aya_rag on ALPHA",
    login: null,
    git: { branch: "main", commit: null, dirty: false, last_apply: apply },
    phase: { number: 1, total: 7, name: "Assessment", status: "in_progress", day: 3, planned_days: 5 },
    gate: null,
    impacts: { unanswered: 0 },
    tests: null,
    tasks: { done: 0, in_progress: 1, blocked: 0, open: 2 },
    waiting: [],
    drift: { rows: 0, conflicts: 0, newest_at: null },
    machines: [],
    next: null,
    daily: null,
    lock: null,
    ...more,
  };
}

const waiting = [
  { approvals: [], approvers: {}, next: "v7 approve 3f9a1c", plan_id: "3f9a1c", needs: ["The Architect"] },
];
const machine = { node: "AIR", observed_at: null, pending_restart: 0, differing: 0, unverified: 0, unreachable: [] };

describe("the sentence above the overview", () => {
  test.each<[string, Partial<StatusOutput>, string]>([
    ["quiet", {}, "All quiet. The rows match the documents."],
    [
      "never applied",
      { git: { branch: "main", commit: null, dirty: false, last_apply: null } },
      "Nothing has been applied yet.",
    ],
    [
      "drift at night, and a plan",
      { drift: { rows: 2, conflicts: 0, newest_at: "2025-10-10T03:14:00Z" }, waiting },
      "Two rows were changed outside v7 at night, and a plan waits for The Architect.",
    ],
    [
      "two clauses at most, the gravest first",
      { drift: { rows: 1, conflicts: 2, newest_at: null }, waiting, machines: [{ ...machine, state: "unknown" }] },
      "Two rows are in conflict, and one row was changed outside v7.",
    ],
    ["a machine nobody has seen", { machines: [{ ...machine, state: "unknown" }] }, "Nobody has seen a machine."],
    [
      "eleven rows in figures",
      { drift: { rows: 11, conflicts: 0, newest_at: "2025-10-10T12:00:00Z" } },
      "11 rows were changed outside v7.",
    ],
  ])("%s", (_, more, sentence) => {
    expect(sentenceOf(status(more))).toBe(sentence);
  });
});

describe("what happened, in a line", () => {
  const row = {
    type: "change",
    at: "2025-10-10T03:12:00Z",
    address: "task/1.2",
    action: "update",
    fields: [{ field: "status", before: "pending", after: "completed" }],
    changed_by: "agent_rw",
    application: "psql",
    apply_id: null,
    observed: false,
    reason: null,
    commit: null,
  } as const;

  test("is drift where no apply did it and nobody only looked", () => {
    expect(happeningOf(row)).toMatchObject({ symbol: "drift", isOutside: true, lane: "agent_rw, psql" });
    expect(happeningOf({ ...row, observed: true }).isOutside).toBe(false);
    expect(happeningOf({ ...row, apply_id: "7c21e0" })).toMatchObject({ symbol: "update", isOutside: false });
  });

  test("tells closed gates that an apply went through", () => {
    const apply = {
      type: "apply",
      at: row.at,
      apply_id: "7c21e0aa",
      plan_id: null,
      status: "applied",
      because: null,
      actor: "ci",
    } as const;
    const rest = { commit: null, branch: null, reason: null, summary: null, overrides: ["V7-G002"] };
    expect(happeningOf({ ...apply, ...rest }).says).toContain("closed gates: V7-G002");
  });
});

describe("a resource on three sides", () => {
  const field = (declared: Json, applied: Json, live: Json): FieldSides => ({
    field: "software",
    declared,
    applied,
    live,
    known_to: ["declared", "applied", "live"],
  });
  const [one, other] = [[{ name: "MLX", version: "0.29.2" }], [{ version: "0.29.2", name: "MLX" }]];

  test("differs in values, and never in the order of keys", () => {
    expect(standsAlone(field(one, other, other))).toBe("none");
    expect(standsAlone(field(one, other, [{ name: "MLX", version: "0.30" }]))).toBe("live");
    expect(standsAlone(field([], one, other))).toBe("declared");
    expect(standsAlone(field([], one, null))).toBe("all");
  });

  test("is compared in nothing that no document declares", () => {
    expect(standsAlone({ ...field(null, null, "completed"), known_to: ["live"] })).toBe("none");
  });
});

test.each([
  ["task/1.2", "task/1.2"],
  ["persona/The Architect", "'persona/The Architect'"],
  ["task/'; rm -rf ~ #", String.raw`'task/'\''; rm -rf ~ #'`],
])("%s is one word of a command", (text, word) => {
  expect(shellWord(text)).toBe(word);
});
