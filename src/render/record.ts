import { counted } from "./plan/plan-summary.ts";

/** `Recorded: 3 commits, 12 changes.`; nothing when there was nothing new. */
export function renderRecorded({ commits, changes }: { readonly commits: number; readonly changes: number }): string {
  if (commits === 0 && changes === 0) return "";
  return `Recorded: ${counted(commits, "commit")}, ${counted(changes, "change")}.`;
}
