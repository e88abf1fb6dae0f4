import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../../src/model/output/history.ts";
import { applyBefore, type Happening, happeningsOf } from "../../web/pages/record/happenings.ts";
import { changedSpan, layoutOf, momentAt, type Span } from "../../web/pages/record/timeline-layout.ts";

const night: Span = { from: new Date("2025-10-09T18:00:00Z"), to: new Date("2025-10-10T08:00:00Z") };
const width = 1_400;

function change(at: string, by = "agent_rw", address = "task/1.2"): HistoryEntry {
  return {
    type: "change",
    at,
    address,
    action: "update",
    fields: [{ field: "status", before: "pending", after: "completed" }],
    changed_by: by,
    application: "psql",
    apply_id: null,
    observed: false,
    reason: null,
    commit: null,
  };
}

function refusal(at: string): HistoryEntry {
  const tried = { action: "change", subject: "policy/default", login: "agent_rw", application: "psql" } as const;
  return { type: "refusal", at, because: "it is protected", ...tried };
}

function applied(at: string, id: string): HistoryEntry {
  const from = { commit: "9be0d12", branch: "main", reason: null, overrides: [], summary: null } as const;
  return { type: "apply", at, apply_id: id, plan_id: null, status: "applied", because: null, actor: "ci", ...from };
}

const drawn = (entries: readonly HistoryEntry[]): ReturnType<typeof layoutOf> =>
  layoutOf(happeningsOf(entries), night, width);

describe("the timeline", () => {
  test("has a lane for each login and program, with each mark at its time", () => {
    const { lanes } = drawn([change("2025-10-10T01:00:00Z"), applied("2025-10-09T18:30:00Z", "7c21e0")]);
    expect(lanes.map(({ name, marks }) => [name, marks.map(({ x }) => Math.round(x))])).toEqual([
      ["agent_rw, psql", [700]],
      ["ci, v7 apply", [50]],
    ]);
  });

  test("makes one mark with a number of those that nobody could tell apart", () => {
    const near = ["01:00:00", "01:01:00", "01:02:00", "04:00:00"].map((time) => change(`2025-10-10T${time}Z`));
    const [lane] = drawn(near.toReversed()).lanes;
    expect(lane?.marks.map(({ count }) => count)).toEqual([3, 1]);
  });

  test("hides nothing that was refused behind what was done", () => {
    const [lane] = drawn([refusal("2025-10-10T01:00:30Z"), change("2025-10-10T01:00:00Z")]).lanes;
    expect(lane?.marks.map(({ symbol }) => symbol)).toEqual(["drift", "refused"]);
  });

  test("has eight lanes at most, and counts the others in the last", () => {
    const logins = Array.from({ length: 13 }, (_, at) => change("2025-10-10T01:00:00Z", `layer${at + 1}_agent`));
    const { lanes } = drawn(logins);
    expect(lanes).toHaveLength(8);
    expect(lanes.at(-1)).toMatchObject({ name: "6 others", marks: [{ count: 6 }] });
  });

  test("draws how many there are where there are more than five hundred", () => {
    const begin = Date.parse("2025-10-10T00:00:00Z");
    const many = Array.from({ length: 600 }, (_, at) => change(new Date(begin + at * 10_000).toISOString()));
    const { isCounted, lanes, most } = drawn(many);
    expect(isCounted).toBe(true);
    expect(lanes[0]?.marks.reduce((sum, { count }) => sum + count, 0)).toBe(600);
    expect(most).toBeGreaterThan(1);
  });

  test("leaves out what lies beside its time, and names whole hours", () => {
    const { lanes, ticks } = drawn([change("2025-10-01T01:00:00Z")]);
    expect(lanes).toEqual([]);
    expect(ticks.map(({ at }) => at.getUTCMinutes())).toEqual(ticks.map(() => 0));
    expect(ticks.length).toBeGreaterThan(4);
  });

  test("is looked at nearer, further, earlier and later, never behind now", () => {
    const hours = ({ from, to }: Span): readonly number[] =>
      [from, to].map((moment) => (moment.getTime() - night.from.getTime()) / 3_600_000);
    const now = new Date("2025-10-10T10:00:00Z");
    expect(hours(changedSpan(night, "nearer", now))).toEqual([3.5, 10.5]);
    expect(hours(changedSpan(night, "further", now))).toEqual([-7, 16]);
    expect(hours(changedSpan(night, "earlier", now))).toEqual([-7, 7]);
    expect(hours(changedSpan(night, "later", now))).toEqual([2, 16]);
    expect(momentAt(700, night, width)).toEqual(new Date("2025-10-10T01:00:00Z"));
  });
});

describe("what happened", () => {
  test("has a name of its own in an address, also twice in one transaction", () => {
    const at = "2025-10-10T03:12:00Z";
    const keys = (of: readonly Happening[]): readonly string[] => of.map(({ key }) => key);
    const twice = keys(happeningsOf([change(at), change(at)]));
    expect(new Set(twice).size).toBe(2);
    expect(keys(happeningsOf([change("2025-10-10T04:00:00Z"), change(at)]))).toContain(twice[0]);
  });

  test("has the apply before it", () => {
    const happenings = happeningsOf([
      change("2025-10-10T03:00:00Z"),
      applied("2025-10-10T02:00:00Z", "7c21e1"),
      change("2025-10-10T01:00:00Z", "arthur"),
      applied("2025-10-09T18:30:00Z", "7c21e0"),
    ]);
    const before = applyBefore(happenings);
    expect(happenings.map(({ key }) => before.get(key))).toEqual(["7c21e1", "7c21e0", "7c21e0", undefined]);
  });
});
