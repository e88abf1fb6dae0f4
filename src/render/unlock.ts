import { holderText } from "../model/lock.ts";
import type { UnlockOutput } from "../model/output/unlock.ts";
import { escapeControls } from "./type/escape.ts";

/** Which database, and whose apply was ended. */
export function renderUnlock({ database, holder }: UnlockOutput): string {
  const done = holder === null ? "Nobody holds the apply lock." : `Ended: ${escapeControls(holderText(holder))}.`;
  return [`Database: ${escapeControls(database)}`, done].join("\n");
}
