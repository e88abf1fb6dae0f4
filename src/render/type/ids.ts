import { escapeControls } from "./escape.ts";

/** `8e2d410`; with `-dirty` when what was applied was not in the commit. */
export function shortCommit(commit: string): string {
  const dirty = commit.endsWith("-dirty") ? "-dirty" : "";
  return escapeControls(commit.slice(0, 7)) + dirty;
}

/** How many hexadecimal digits of a plan or apply id people see. */
const shortIdLength = 6;

/** `3f9a1c` of a plan's or an apply's id. */
export function shortId(id: string): string {
  return escapeControls(id.slice(0, shortIdLength));
}
