import { lstatSync } from "node:fs";
import { type BytePath, systemPath } from "../model/path-bytes.ts";

/** macOS shows a file's second half as if it lay in a folder below the file. */
export function resourceForkSize(path: BytePath): number {
  try {
    return lstatSync(systemPath(`${path}/..namedfork/rsrc`), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // Disks of other systems have none.
    return 0;
  }
}
