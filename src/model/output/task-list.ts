// Made from schemas/v1/output/task-list.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address } from "./plan-file.ts";

/** Tasks, or one document edited by a verb. */
export interface TaskListOutput {
  /** All tasks, in order. */
  readonly tasks: readonly {
    readonly address: Address;
    /** Its name. */
    readonly name: string | null;
    /** Its status. */
    readonly status: string | null;
    readonly [key: string]: Json;
  }[];
}
