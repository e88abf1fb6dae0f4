import type { Failure } from "./failure.ts";

/** What a use case answers with: the one object that text, `--json` and every other face print. */
export interface Answer<Output extends object> {
  readonly output: Output;
  /** Why it ended badly all the same; null when it did not. Where there is nothing to answer, the Failure is thrown. */
  readonly problem: Failure | null;
}

/** An answer that all is well with, unless a problem is named. */
export function answer<Output extends object>(output: Output, problem: Failure | null = null): Answer<Output> {
  return { output, problem };
}
