// Made from schemas/v1/output/test-record.schema.json by npm run generate: edit that.

/** A test result that was written down by hand. */
export interface TestRecordOutput {
  /** How people know it; never a password. */
  readonly database: string;
  readonly recorded: RecordedResult;
}

/** The result. */
export interface RecordedResult {
  /** What sort of test. */
  readonly type: "unit" | "integration" | "system" | "performance";
  /** What was tested. */
  readonly component: string;
  /** The file that was tested. */
  readonly path: string | null;
  /** How it went; flaky: it passed when it was run again. */
  readonly status: "pass" | "fail" | "skip" | "flaky";
  /** When. ISO 8601, UTC. */
  readonly tested_at: string;
  /** HEAD, which it is bound to. */
  readonly commit: string | null;
  /** Git's id of what the file holds there. */
  readonly blob: string | null;
}
