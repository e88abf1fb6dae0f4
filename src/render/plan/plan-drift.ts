import type { Drift } from "../../model/plan.ts";
import { escapeControls } from "../type/escape.ts";
import { alignRows } from "../type/table.ts";
import { type Clock, clockTimes } from "../type/time.ts";
import { formatDifference } from "../type/value.ts";

export const driftSymbols = { changed: "~", added: "+", removed: "-" } as const satisfies Record<
  Drift["action"],
  string
>;

/** One line for each drifted field, or row: `~ task/1.2#status  pending → completed  03:12 agent_rw, psql`. */
export function driftLines(drift: readonly Drift[], clock: Clock): string[] {
  const showTime = clockTimes(clock);
  return alignRows(drift.flatMap((row) => driftRows(row, showTime)));
}

interface Attribution {
  readonly changedAt?: string | undefined;
  readonly changedBy?: string | undefined;
  readonly application?: string | undefined;
}

/** `03:12 agent_rw, psql`; what the audit did not see is left out. */
export function attribution(
  { changedAt, changedBy, application }: Attribution,
  showTime: (time: string) => string,
): string {
  const when = changedAt === undefined ? "" : showTime(changedAt);
  const who = [changedBy, application].filter((part) => part !== undefined && part !== "");
  return (
    [when, who.map((part) => escapeControls(part ?? "")).join(", ")].filter((part) => part !== "").join(" ") ||
    "by unknown"
  );
}

/** What happened to a whole row, for drift that is not about single fields. */
export function rowDrift(action: Drift["action"]): string {
  if (action === "added") return "in no document";
  return action === "removed" ? "row is gone" : "changed";
}

function driftRows(drift: Drift, showTime: (time: string) => string): string[][] {
  const start = `${driftSymbols[drift.action]} ${escapeControls(drift.address)}`;
  const who = attribution(drift, showTime);
  if (drift.action !== "changed") return [[start, rowDrift(drift.action), who]];
  return drift.fields.map(({ field, applied, live }) => [
    `${start}#${escapeControls(field)}`,
    formatDifference(applied, live),
    who,
  ]);
}
