import { shortCommit } from "./type/commit.ts";
import type { BlameEntry } from "../model/history.ts";
import type { Address } from "../model/address.ts";
import { escapeControls } from "./type/escape.ts";
import { shortId } from "./plan/plan-summary.ts";
import { alignRows } from "./type/table.ts";
import { type Clock, relativeTime } from "./type/time.ts";
import { formatValue } from "./type/value.ts";

export interface BlameView extends Clock {
  readonly address: Address;
  readonly entries: readonly BlameEntry[];
}

/** A line a field: value, apply, commit, who and when. */
export function renderBlame(view: BlameView): string {
  const rows = view.entries.map((entry) => entryCells(entry, view.now));
  const header = ["FIELD", "VALUE", "APPLY", "COMMIT", "BY", "WHEN"];
  return [escapeControls(view.address), ...alignRows([header, ...rows])].join("\n");
}

function entryCells(entry: BlameEntry, now: Date): string[] {
  const by = [
    entry.actor ?? "unknown",
    ...(entry.apply_id === null && entry.application !== null ? [entry.application] : []),
  ];
  return [
    escapeControls(entry.field),
    formatValue(entry.value, 40),
    entry.apply_id === null ? "outside v7" : shortId(entry.apply_id),
    entry.commit === null ? "–" : shortCommit(entry.commit),
    escapeControls(by.join(", ")),
    entry.at === null ? "unknown" : relativeTime(entry.at, now),
  ];
}
