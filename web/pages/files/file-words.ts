import type { HealthOutput } from "../../../src/model/output/health.ts";
import { counted, size } from "../../parts/value.tsx";
import type { ListedView } from "./views.ts";

/** `1 file`, `5,657 files`. */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${counted(count)} ${count === 1 ? one : more}`;
}

export interface Counted {
  readonly view: ListedView;
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

/** `+12`, `−3`: how much more there is than before; nothing where nobody knows. */
export function signed(more: unknown, said: (count: number) => string): string {
  if (typeof more !== "number") return "";
  return more === 0 ? said(0) : `${more > 0 ? "+" : "−"}${said(Math.abs(more))}`;
}

/** How much more the last of some snapshots holds than the first. */
export function grownSentence(snapshots: readonly { readonly [column: string]: unknown }[]): string {
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  if (first === undefined || last === undefined) return "No snapshot of the registry in these days";
  const files = Number(last["files"]);
  const grown = files - Number(first["files"]);
  if (snapshots.length === 1) return `${many(files, "file")} in the one snapshot`;
  const than = grown === 0 ? "as many as" : `${counted(Math.abs(grown))} ${grown > 0 ? "more than" : "fewer than"}`;
  return `${many(files, "file")} in the last of ${counted(snapshots.length)} snapshots, ${than} in the first`;
}
