import type { HealthOutput } from "../../../src/model/output/health.ts";
import { counted, size } from "../../parts/value.tsx";
import type { FileView } from "./views.ts";

/** `1 file`, `5,657 files`. */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${counted(count)} ${count === 1 ? one : more}`;
}

export interface Counted {
  readonly view: FileView;
  /** How many rows the view has in all; undefined where that is not known. */
  readonly total: number | undefined;
  readonly isNarrowed: boolean;
  /** Days without a change that make a file stale here. */
  readonly days: string;
  readonly health: HealthOutput | undefined;
}

/** What is so, as a sentence. */
export function titleOf({ view, total, isNarrowed, days, health }: Counted): string {
  if (total === undefined) return "Files";
  switch (view) {
    case "list":
      if (isNarrowed) return total === 1 ? "1 file matches" : `${counted(total)} files match`;
      return total === 0 ? "No file is registered" : `${many(total, "file")} ${total === 1 ? "is" : "are"} registered`;
    case "components":
      return health === undefined
        ? many(total, "component")
        : `${many(health.total_files, "file")} in ${many(Object.keys(health.files_by_component).length, "component")}`;
    case "duplicates": {
      if (total === 0) return "No two files have the same bytes";
      const freed = health === undefined ? "" : `; ${size(health.duplicate_bytes)} could be freed`;
      return `${many(total, "group")} of equal files${freed}`;
    }
    case "stale":
      return total === 0
        ? `Every file was written within ${days} days`
        : `${many(total, "file")} not written for ${days} days`;
    case "unrouted":
      return total === 0
        ? "Every file has its place"
        : `${many(total, "file")} ${total === 1 ? "has" : "have"} no place in the Layout`;
  }
}
