// Made from schemas/v1/output/db-down.schema.json by npm run generate: edit that.

/** Whether the embedded server was stopped. */
export interface DbDownOutput {
  /** True when this command stopped it. */
  readonly stopped: boolean;
  /** The embedded server's process. */
  readonly pid: number | null;
}
