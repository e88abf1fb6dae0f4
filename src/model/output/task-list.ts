// Made from schemas/v1/output/task-list.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** The tasks as the documents declare them. */
export interface TaskListOutput {
  /** All tasks, in order. */
  readonly tasks: readonly ListedResource[];
}

/** A declared resource and what it waits for. */
export interface ListedResource {
  readonly address: Address;
  /** What people call it. */
  readonly name: string | null;
  /** Its declared status. */
  readonly status: string | null;
  /** What it waits for. */
  readonly depends_on: readonly Address[];
}
