import type { EnrichPublishOutput } from "../model/output/enrich-publish.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";

/** What was written, and what was found there. */
export function renderPublish({ file, taken_in: taken, projects, enrichments, signals }: EnrichPublishOutput): string {
  const what = [counted(projects, "project"), counted(enrichments, "scan"), counted(signals, "signal")];
  return [
    `Published: ${what.join(", ")}, and the five views to ${escapeControls(file)}`,
    ...(taken === 0
      ? []
      : [`Taken in: ${counted(taken, "scan")} that scripts wrote there. Next: v7 enrich refresh-meta`]),
  ].join("\n");
}
