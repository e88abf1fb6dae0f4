import type { DailyUnitsOutput } from "../model/output/daily-units.ts";
import type { DailyOutput } from "../model/output/daily.ts";
import { dailyProblemText } from "./daily-standing.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";
import type { Clock } from "./type/time.ts";

/** A line a step: how it ended, what it found, how long it took; and what was wrong with the runs before. */
export function renderDaily(
  { steps, status, duration_ms: duration, before }: DailyOutput,
  { now }: Clock,
  screen: Screen = plainScreen,
): string {
  const rows = steps.map((step) => [
    step.status === "failed" || step.status === "skipped" ? screen.error(step.status) : step.status,
    step.name,
    escapeControls(step.detail),
    durationText(step.duration_ms),
  ]);
  const problem = before === null ? null : dailyProblemText(before, now);
  return [
    ...listLines(rows, screen),
    `Daily ${status} in ${durationText(duration)}.`,
    ...(problem === null ? [] : [`Before this run it was ${problem}.`]),
  ].join("\n");
}

/** `48.0 s`, `12 ms`. */
function durationText(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What a unit runs. */
export interface UnitTask {
  readonly title: string;
  readonly words: readonly string[];
}

/** v7's words without their flags. */
function commandOf(words: readonly string[]): string {
  const flag = words.findIndex((word) => word.startsWith("-"));
  return escapeControls(words.slice(0, flag < 0 ? undefined : flag).join(" "));
}

/** What was installed or taken out; else the files, so that they can be read before. What to know of it stands last. */
export function renderUnits(output: DailyUnitsOutput, task: UnitTask): string {
  return [...changeLines(output, task), ...output.notes.map(escapeControls)].join("\n");
}

function changeLines({ scheduler, units, written, removed }: DailyUnitsOutput, { title, words }: UnitTask): string[] {
  if (written.length > 0) return written.map((path) => `Wrote ${escapeControls(path)}`);
  if (removed.length > 0) return removed.map((path) => `Took it out of ${escapeControls(path)}`);
  if (units.length === 0) return [`${scheduler} has no ${escapeControls(title)} of this repository.`];
  const files = units.flatMap(({ name, text }) => [`# ${escapeControls(name)}`, text]);
  return [...files, `Next: v7 ${commandOf(words)} --install ${scheduler} --write`];
}
