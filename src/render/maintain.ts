import type { MaintainOutput, RolledUp } from "../model/output/maintain.ts";
import { counted, grouped } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";

/** What became of what, step by step, and what is there now. */
export function renderMaintain({ database, hourly, daily, expired, kept, snapshots }: MaintainOutput): string {
  const { uncounted } = kept;
  return [
    `Database: ${escapeControls(database)}`,
    `Values before ${shownTime(hourly)}: ${becameText(hourly, "hour")}`,
    `Hours before ${shownTime(daily)}: ${becameText(daily, "day")}`,
    `Days before ${shownTime(expired)}: ${expired.days === 0 ? "none" : `${grouped(expired.days)} removed, of ${grouped(expired.samples)} values`}`,
    `Kept: ${many(kept.raw, "value")}, ${many(kept.hours, "hour")}, ${many(kept.days, "day")}`,
    ...(uncounted === 0
      ? []
      : [`Never counted, so never removed: ${many(uncounted, "old value")} without value or time`]),
    `Snapshots: ${snapshots.deleted} removed; kept ${snapshots.automated} automated, ${counted(snapshots.others, "other")}`,
  ].join("\n");
}

/** `1,200 became 20 hours; 3 merged into hours that were there`. */
function becameText({ counted: rows, added, merged }: RolledUp, noun: string): string {
  if (rows === 0) return "none";
  const made = [
    ...(added === 0 ? [] : [`made ${many(added, noun)}`]),
    ...(merged === 0 ? [] : [`were added to ${many(merged, noun)} that ${merged === 1 ? "was" : "were"} there`]),
  ];
  return `${grouped(rows)} ${made.join(", ")}`;
}

function many(count: number, noun: string): string {
  return `${grouped(count)} ${count === 1 ? noun : `${noun}s`}`;
}

function shownTime({ before }: { readonly before: string }): string {
  return escapeControls(before.replace("T", " ").replace(/:00Z$/, " UTC"));
}
