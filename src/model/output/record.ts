// Made from schemas/v1/output/record.schema.json by npm run generate: edit that.

/** What was written down of the history; nothing of it was recorded before. */
export interface RecordOutput {
  /** Commits that were written by this run. */
  readonly recorded_commits: number;
  /** Changes of files that were written by this run. */
  readonly recorded_changes: number;
}
