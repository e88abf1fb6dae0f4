import type { Workspace } from "../../engine/workspace.ts";
import type { ScanCounts } from "../../files/daily/steps.ts";
import { Failure } from "../../model/failure.ts";

/** How the daily run scans: every root, with the limits of `v7 scan`. */
export function dailyScan(_workspace: Workspace): (options: { readonly diff: boolean }) => Promise<ScanCounts> {
  return () => Promise.reject(new Failure("V7-F035", "this v7 cannot scan"));
}
