import type { DailyStanding } from "../model/output/status.ts";
import { escapeControls } from "./type/escape.ts";
import { relativeTime } from "./type/time.ts";

/** What is wrong with the daily run: when, and why. Null where nothing is. */
export function dailyProblemText(
  { problem, scheduler, last_at: last, reason, good_at: good }: DailyStanding,
  now: Date,
): string | null {
  const when = (time: string | null): string => (time === null ? "never" : relativeTime(time, now));
  const by = scheduler === null ? "" : `, though ${escapeControls(scheduler)} was told to start it`;
  switch (problem) {
    case "failed":
      return `failed ${when(last)}${reason === null ? "" : `: ${escapeControls(reason)}`}`;
    case "late":
      return `late: the last that did its work was ${when(good)}${by}`;
    case "missing":
      return `missing: none has done its work yet${by}`;
    default:
      return null;
  }
}
