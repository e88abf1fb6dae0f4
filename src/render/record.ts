import type { RecordOutput } from "../model/output/record.ts";
import { counted } from "./type/counts.ts";

/** `Recorded: 3 commits, 12 changes.`; nothing when there was nothing new. */
export function renderRecorded({ recorded_commits: commits, recorded_changes: changes }: RecordOutput): string {
  if (commits === 0 && changes === 0) return "";
  return `Recorded: ${counted(commits, "commit")}, ${counted(changes, "change")}.`;
}
