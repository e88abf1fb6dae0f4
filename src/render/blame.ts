import type { BlameEntry, BlameOutput } from "../model/output/blame.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { tableLines } from "./type/table.ts";
import { type Clock, relativeTime } from "./type/time.ts";
import { formatValue } from "./type/value.ts";
import { shortCommit, shortId } from "./type/ids.ts";

/** A line a field: value, apply, commit, who and when. */
export function renderBlame(
  { address, entries }: BlameOutput,
  { now }: Pick<Clock, "now">,
  screen: Screen = plainScreen,
): string {
  const rows = entries.map((entry) => entryCells(entry, now));
  return [escapeControls(address), ...tableLines(columns, rows, screen)].join("\n");
}

const columns = ["FIELD", "VALUE", "APPLY", "COMMIT", "BY", "WHEN"].map((title) => ({
  title,
  // The apply knows it.
  optional: title === "COMMIT",
}));

function entryCells(entry: BlameEntry, now: Date): string[] {
  const by = [
    entry.actor ?? "unknown",
    ...(entry.apply_id === null && entry.application !== null ? [entry.application] : []),
  ];
  return [
    escapeControls(entry.field),
    formatValue(entry.value, 40),
    entry.apply_id === null ? "outside v7" : shortId(entry.apply_id),
    entry.commit === null ? "–" : entry.commit.endsWith("-dirty") ? "uncommitted" : shortCommit(entry.commit),
    escapeControls(by.join(", ")),
    entry.at === null ? "unknown" : relativeTime(entry.at, now),
  ];
}
