import type { Counts, HealthOutput, SinceSnapshot } from "../model/output/health.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines } from "./type/table.ts";
import { type Clock, relativeTime } from "./type/time.ts";
import { countedFiles, grouped, sizeText } from "./type/counts.ts";

/** A line for each figure; what is well says nothing. */
export function renderHealth(health: HealthOutput, { now }: Clock, screen: Screen = plainScreen): string {
  if (health.total_files === 0 && health.external_total === 0) return "No file is registered yet. Next: v7 scan";
  const since = health.since_snapshot;
  const rows = [
    ["Files", grouped(health.total_files), since === null ? "" : sinceText(since, now)],
    ["Size", sizeText(health.total_size_bytes), since === null ? "" : signedSize(since.bytes)],
    ["Components", shares(health.files_by_component, health.total_files), ""],
    ...pillarRows(health),
    ...externalRows(health),
    ...concern(
      "Duplicates",
      health.duplicate_groups,
      `${countedFiles(health.duplicate_files)} in ${grouped(health.duplicate_groups)} ${health.duplicate_groups === 1 ? "set" : "sets"}, ${sizeText(health.duplicate_bytes)} twice`,
    ),
    ...concern(
      "Stale",
      health.stale_files,
      `${countedFiles(health.stale_files)} not modified for ${health.stale_days} days`,
    ),
    ...concern("Unhashed", health.unhashed_files, `${countedFiles(health.unhashed_files)}: v7 files --status unhashed`),
    ...concern("Unrouted", health.unrouted_files, `${countedFiles(health.unrouted_files)} no Layout rule knows`),
    ...nextRows(health),
  ];
  return labelLines(rows, screen).join("\n");
}

function sinceText({ files, taken_at: at }: SinceSnapshot, now: Date): string {
  return `${signed(files)} since ${relativeTime(at, now)}`;
}

function signed(count: number): string {
  return count > 0 ? `+${grouped(count)}` : count === 0 ? "±0" : `-${grouped(-count)}`;
}

function signedSize(bytes: number): string {
  return bytes === 0 ? "±0 B" : `${bytes > 0 ? "+" : "-"}${sizeText(Math.abs(bytes))}`;
}

const shownComponents = 3;

/** The largest first, with their share of all files; what belongs to none is named too. */
function shares(counts: Counts, total: number): string {
  const known = Object.entries(counts).toSorted(
    ([left, most], [right, least]) => least - most || (left < right ? -1 : 1),
  );
  const shown = known
    .slice(0, shownComponents)
    .map(([name, files]) => `${escapeControls(name)} ${grouped(files)} (${share(files, total)})`);
  const rest = known.slice(shownComponents).reduce((sum, [, files]) => sum + files, 0);
  const none = total - known.reduce((sum, [, files]) => sum + files, 0);
  return [
    ...shown,
    ...(rest === 0 ? [] : [`${known.length - shownComponents} more ${grouped(rest)}`]),
    ...(none === 0 ? [] : [`none ${grouped(none)}`]),
  ].join(", ");
}

/** Never 100 % while a file lies elsewhere, never 0 % of some files. */
function share(files: number, total: number): string {
  const percent = files === total ? 100 : Math.min(99.9, Math.max(0.1, Math.round((1000 * files) / total) / 10));
  return `${percent} %`;
}

function pillarRows({ pillars_total: total, empty_pillars: empty }: HealthOutput): string[][] {
  if (total === null || empty === null) return [["Pillars", "none declared", ""]];
  if (empty.length === 0) return [["Pillars", `${total}, none empty`, ""]];
  const names = empty.slice(0, 5).map(escapeControls);
  return [["Pillars", `${empty.length} of ${total} empty: ${names.join(", ")}${empty.length > 5 ? ", …" : ""}`, ""]];
}

function externalRows(health: HealthOutput): string[][] {
  const { external_total: total, external_duplicates: duplicates, external_unique: unique } = health;
  if (total === 0) return [];
  const open = total - duplicates - unique;
  const compared = `${grouped(duplicates)} duplicates, ${grouped(unique)} unique`;
  return [["External", `${grouped(total)}: ${compared}${open === 0 ? "" : `, ${grouped(open)} not compared yet`}`, ""]];
}

function concern(name: string, count: number, text: string): string[][] {
  return count === 0 ? [] : [[name, text, ""]];
}

function nextRows({ unrouted_files: unrouted, stale_files: stale }: HealthOutput): string[][] {
  if (unrouted > 0) return [["Next", "v7 report route", ""]];
  return stale > 0 ? [["Next", "v7 stale", ""]] : [];
}
