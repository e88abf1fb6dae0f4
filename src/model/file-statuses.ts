import type { FileChange } from "./output/changes.ts";
import type { RegisteredFile } from "./output/files.ts";

/** What is known of a registered file; `unhashed` ones could not be read or are larger than the limit. */
export const fileStatuses = [
  "present",
  "unrouted",
  "unhashed",
  "deleted",
] as const satisfies readonly RegisteredFile["status"][];

/** What may happen to a file. */
export const fileChanges = [
  "created",
  "modified",
  "deleted",
  "renamed",
  "mode_changed",
  "type_changed",
] as const satisfies readonly FileChange["change"][];
