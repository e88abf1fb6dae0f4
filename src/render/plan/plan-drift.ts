import type { Drift } from "../../model/plan.ts";
import { escapeControls } from "../type/escape.ts";
import { type Screen } from "../type/screen.ts";
import { listLines } from "../type/table.ts";
import { type Clock, clockTimes } from "../type/time.ts";
import { formatDifference } from "../type/value.ts";

export const driftSymbols = { changed: "~", added: "+", removed: "-" } as const satisfies Record<
  Drift["action"],
  string
>;

/** One line for each drifted field, or row: `~ task/1.2#status  pending → completed  03:12 agent_rw, psql`. */
export function driftLines(drift: readonly Drift[], clock: Clock, screen: Screen): string[] {
  const showTime = clockTimes(clock);
  return listLines(
    drift.flatMap((row) => driftRows(row, showTime)),
    screen,
  );
}

/** `03:12 agent_rw, psql`; what the audit did not see is left out. */
export function attribution(when: Unseen, by: readonly Unseen[], showTime: (time: string) => string): string {
  const who = by.flatMap((part) => (part == null || part === "" ? [] : [escapeControls(part)]));
  const seen = [...(when == null ? [] : [showTime(when)]), ...(who.length === 0 ? [] : [who.join(", ")])];
  return seen.join(" ") || "by unknown";
}

/** What the audit may not have seen. */
type Unseen = string | null | undefined;

/** What happened to a whole row, for drift that is not about single fields. */
export function rowDrift(action: Drift["action"]): string {
  if (action === "added") return "in no document";
  return action === "removed" ? "row is gone" : "changed";
}

function driftRows(drift: Drift, showTime: (time: string) => string): string[][] {
  const start = `${driftSymbols[drift.action]} ${escapeControls(drift.address)}`;
  const who = attribution(drift.changedAt, [drift.changedBy, drift.application], showTime);
  if (drift.action !== "changed") return [[start, rowDrift(drift.action), who]];
  return drift.fields.map(({ field, applied, live }) => [
    `${start}#${escapeControls(field)}`,
    formatDifference(applied, live),
    who,
  ]);
}
