import { isDifferent } from "./machine.ts";
import type { DriftOutput } from "./output/drift.ts";

/** Whether rows are as they were last applied, and machines as declared as far as anybody has looked. */
export function isClean({ drift, conflicts, machines }: DriftOutput): boolean {
  return drift.length + conflicts.length === 0 && !machines.some(isDifferent);
}
