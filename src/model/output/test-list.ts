// Made from schemas/v1/output/test-list.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** Test results, newest first. */
export interface TestListOutput {
  /** Newest first. */
  readonly results: readonly TestResult[];
  /** How many there are in all; --limit says how many are listed. */
  readonly total: number;
}

/** How a test went. */
export interface TestResult {
  /** The row's id. */
  readonly id: string;
  /** What sort of test. */
  readonly type: string;
  /** What was tested. */
  readonly component: string;
  /** The file that was tested. */
  readonly path: string | null;
  /** pass, fail, skip, or flaky: it passed when it was run again. */
  readonly status: string;
  /** The test's name, with the suites around it; null where somebody wrote the result down by hand. */
  readonly case: string | null;
  /** Where the test is written. */
  readonly test_file: string | null;
  /** Why it is no pass. */
  readonly error: string | null;
  /** What was measured; durationMs: how long it took, in milliseconds. */
  readonly metrics: { readonly [key: string]: Json } | null;
  /** Whether what came before still works; null: nobody said. */
  readonly compatible: boolean | null;
  /** Who tested, as somebody said. */
  readonly tested_by: string | null;
  /** When. ISO 8601, UTC. */
  readonly tested_at: string | null;
  /** The login that wrote it down. */
  readonly recorded_by: string | null;
  /** HEAD when it was written down. */
  readonly commit: string | null;
  /** Git's id of what the file held; null: it is bound to no content. */
  readonly blob: string | null;
  /** Whether it is to be tested again: the file holds something else at HEAD, or somebody said so. */
  readonly retest: boolean;
  /** The report it comes from. */
  readonly source: string | null;
  /** What is to be remembered with it. */
  readonly notes: string | null;
  /** The phase it belongs to. */
  readonly phase: number | null;
  /** The task it belongs to. */
  readonly task: string | null;
}
