import type { NodeMetricsRecordOutput } from "../model/output/node-metrics-record.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";

/** How many values were recorded, and the next command. */
export function renderRecordedMetrics({ database, node, recorded, known }: NodeMetricsRecordOutput): string {
  const parts = [`${counted(recorded, "value")} recorded`, ...(known === 0 ? [] : [`${known} known already`])];
  return [
    `Database: ${escapeControls(database)}`,
    `${escapeControls(node)}: ${parts.join(", ")}. Next: v7 node metrics show ${escapeControls(node)}`,
  ].join("\n");
}
