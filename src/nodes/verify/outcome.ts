import type { Json } from "../../model/json.ts";

/** What came of a check. Only what passed is good: what is unknown or was skipped is neither. */
export type Outcome = "passed" | "failed" | "unknown" | "skipped";

/** A check's outcome, and what it rests on. */
export interface Judgement {
  readonly outcome: Outcome;
  /** What was found; null where nothing was. */
  readonly found: Json;
  /** In words, where there is more to say. */
  readonly detail: string | null;
  /** How often it was tried. */
  readonly tries: number;
  readonly milliseconds: number;
}

export function judged(outcome: Outcome, found: Json = null, detail: string | null = null): Judgement {
  return { outcome, found, detail, tries: 1, milliseconds: 0 };
}

/** Whether what was found is what should be. */
export function compared(found: Json, expected: Json, detail: string | null = null): Judgement {
  return judged(found === expected ? "passed" : "failed", found, detail);
}

export function unknown(detail: string): Judgement {
  return judged("unknown", null, detail);
}
