// Made from schemas/v1/output/task-list.schema.json by npm run generate: edit that.
import type { ListedResource } from "./phase-list.ts";

/** The tasks as the documents declare them. */
export interface TaskListOutput {
  /** All tasks, in order. */
  readonly tasks: readonly ListedResource[];
}
