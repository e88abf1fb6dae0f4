import { escapeControls } from "./escape.ts";

/** `8e2d410`; with `-dirty` when what was applied was not in the commit. */
export function shortCommit(commit: string): string {
  const dirty = commit.endsWith("-dirty") ? "-dirty" : "";
  return escapeControls(commit.slice(0, 7)) + dirty;
}
