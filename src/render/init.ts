import type { InitOutput } from "../model/output/init.ts";
import { escapeControls } from "./type/escape.ts";

/** A line for each file, and the next command. */
export function renderInitialized({ created, skipped }: InitOutput): string {
  return [
    ...created.map((file) => `created  ${escapeControls(file)}`),
    ...skipped.map((file) => `kept     ${escapeControls(file)}`),
    "Next: v7 validate",
  ].join("\n");
}
