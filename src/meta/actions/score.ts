import type { GapType, Severity } from "../gaps/judgement.ts";

/** What each term of a priority is multiplied by. Policy's `meta.weights` sets them. */
export interface Weights {
  readonly impact: number;
  readonly freshness: number;
  readonly dependency: number;
  readonly confidence: number;
}

export const usualWeights: Weights = { impact: 1, freshness: 1, dependency: 1, confidence: 1 };

/** An open gap with what its action is judged by. */
export interface ScoredGap {
  readonly type: GapType;
  readonly scope: string;
  readonly severity: Severity;
  /** 0 to 10. */
  readonly impact: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** Days since the project was scanned; null: never. */
  readonly daysSinceScan: number | null;
  /** Days for which a scan is fresh. */
  readonly freshDays: number;
  /** Work that is declared below its path and not done. */
  readonly waitingPlans: number;
  /** Other open gaps of its project. */
  readonly otherGaps: number;
}

/** The four terms, each with its range, and the words for each. */
export interface Score {
  /** 0 to 10, times its weight: what closing it is worth, in value or in risk. */
  readonly impact: number;
  /** 0 to 5, times its weight: how many times longer than fresh nobody has looked; 5 where nobody ever has. */
  readonly freshness: number;
  /** 0 to 5, times its weight: one and a half for each doubling of the work that waits below its path. */
  readonly dependency: number;
  /** 0 to 1, times its weight: how sure the gap is. */
  readonly confidence: number;
  readonly priority: number;
  /** One sentence a term, in their order. */
  readonly words: readonly string[];
}

/** How urgent an action is: impact + freshness + dependency + confidence. The same gap gives the same score. */
export function scoreOf(gap: ScoredGap, weights: Weights): Score {
  const stale = gap.daysSinceScan === null ? 5 : Math.min(5, Math.max(0, gap.daysSinceScan / gap.freshDays - 1));
  const waiting = gap.waitingPlans + (blocksOthers.has(gap.type) ? gap.otherGaps : 0);
  const dependent = Math.min(5, 1.5 * Math.log2(1 + waiting));
  const terms = {
    impact: rounded(gap.impact * weights.impact),
    freshness: rounded(stale * weights.freshness),
    dependency: rounded(dependent * weights.dependency),
    confidence: rounded(gap.confidence * weights.confidence),
  };
  return {
    ...terms,
    priority: rounded(terms.impact + terms.freshness + terms.dependency + terms.confidence),
    words: [
      `impact ${terms.impact} of ${10 * weights.impact}: a ${gap.severity} gap`,
      `freshness ${terms.freshness} of ${5 * weights.freshness}: ${looked(gap)}`,
      `dependency ${terms.dependency} of ${5 * weights.dependency}: ${waiting} ${waiting === 1 ? "thing waits" : "things wait"} for it`,
      `confidence ${terms.confidence} of ${weights.confidence}: ${Math.round(gap.confidence * 100)} % sure`,
    ],
  };
}

/** Until a project is scanned, nobody can say what else is missing of it. */
const blocksOthers: ReadonlySet<GapType> = new Set([
  "PROJECT_UNINDEXED",
  "PROJECT_STALE_SCAN",
  "FILE_MISSING_FROM_SCAN",
]);

function looked({ daysSinceScan: days, freshDays }: ScoredGap): string {
  return days === null ? "nobody has scanned it" : `scanned ${days} days ago, fresh for ${freshDays}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
