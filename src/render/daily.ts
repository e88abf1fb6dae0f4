import type { DailyUnitsOutput } from "../model/output/daily-units.ts";
import type { DailyOutput } from "../model/output/daily.ts";
import { escapeControls } from "./type/escape.ts";
import type { Palette } from "./type/palette.ts";
import { plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";

/** A line a step: how it ended, what it found, how long it took. */
export function renderDaily(
  { steps, status, duration_ms: duration }: DailyOutput,
  palette: Palette = plainPalette,
): string {
  const rows = steps.map((step) => [
    step.status,
    step.name,
    escapeControls(step.detail),
    durationText(step.duration_ms),
  ]);
  const lines = alignRows(rows).map((line) => line.replace(/^(?:failed|skipped)/, (word) => palette.error(word)));
  return [...lines, `Daily ${status} in ${durationText(duration)}.`].join("\n");
}

/** `48.0 s`, `12 ms`. */
function durationText(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What was installed; else the files, so that they can be read before. */
export function renderUnits({ scheduler, units, written }: DailyUnitsOutput): string {
  if (written.length > 0) return written.map((path) => `Wrote ${escapeControls(path)}`).join("\n");
  const files = units.flatMap(({ name, text }) => [`# ${escapeControls(name)}`, text]);
  return [...files, `Next: v7 daily --install ${scheduler} --write`].join("\n");
}
