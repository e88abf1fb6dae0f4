import { expect, test } from "vitest";
import { scoreOf, type ScoredGap, usualWeights } from "../../../src/meta/actions/score.ts";

const gap: ScoredGap = {
  type: "LOW_DOC_HIGH_COMPLEXITY",
  scope: "PRJ_Ingest",
  severity: "medium",
  impact: 4.5,
  confidence: 0.8,
  daysSinceScan: 28,
  freshDays: 14,
  waitingPlans: 3,
  otherGaps: 7,
};

test("priority is impact, freshness, dependency and confidence added up", () => {
  expect(scoreOf(gap, usualWeights)).toMatchObject({
    impact: 4.5,
    freshness: 1,
    dependency: 3,
    confidence: 0.8,
    priority: 9.3,
  });
});

test("the same gap gives the same score, to the last word", () => {
  expect(scoreOf({ ...gap }, usualWeights)).toEqual(scoreOf(gap, usualWeights));
});

test("a scan that is fresh adds nothing, and one that never was the most", () => {
  const freshness = (daysSinceScan: number | null): number =>
    scoreOf({ ...gap, daysSinceScan }, usualWeights).freshness;
  expect([0, 14, 21, 1_000, null].map(freshness)).toEqual([0, 0, 0.5, 5, 5]);
});

test("what is not scanned holds up the project's other gaps", () => {
  const { dependency } = scoreOf({ ...gap, type: "PROJECT_UNINDEXED", waitingPlans: 0 }, usualWeights);
  expect(dependency).toBe(4.5);
});

test("each weight multiplies its term, and the words say of how much", () => {
  const { priority, words } = scoreOf(gap, { impact: 2, freshness: 0, dependency: 0, confidence: 0 });
  expect(priority).toBe(9);
  expect(words[0]).toBe("impact 9 of 20: a medium gap");
});
