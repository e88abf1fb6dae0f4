import type { FilesShowOutput } from "../model/output/files-show.ts";
import { renderChanges } from "./registry.ts";
import { grouped, sizeText } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";

/** What is known of a file, a line each, and what happened to it. */
export function renderFile(
  output: FilesShowOutput,
  clock: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): string {
  const { changes, changes_total: total } = output;
  const more =
    total > changes.length ? [`${grouped(changes.length)} of ${grouped(total)} changes: v7 changes --path`] : [];
  const happened =
    changes.length === 0 ? [] : ["", renderChanges({ changes, total: changes.length }, clock, screen).data];
  return [...labelLines(knownOf(output, fullTimes(clock.timeZone)), screen), ...happened, ...more].join("\n");
}

function knownOf(output: FilesShowOutput, showTime: (time: string) => string): string[][] {
  const { file, copies, deleted_at: deleted, lines } = output;
  const place = [file.component, file.pillar, file.project].filter((part) => part !== null);
  const rows: (readonly [string, string | null])[] = [
    ["File", `${file.path}${file.status === "present" ? "" : `, ${file.status}`}`],
    ["Title", output.title],
    ["Size", `${sizeText(file.size_bytes)}${lines === null ? "" : `, ${grouped(lines)} lines`}`],
    ["Type", [file.type, output.language].filter((part) => part !== null).join(", ")],
    ["Place", place.length === 0 ? "no rule of the Layout knows it: v7 report route" : place.join(" / ")],
    ["Rule", output.rule],
    ["SHA-256", file.sha256 ?? "its bytes were not read"],
    ["Written", output.written_at === null ? null : showTime(output.written_at)],
    ["Registered", `${showTime(output.first_seen_at)}, last looked at ${showTime(output.scanned_at)}`],
    ["Deleted", deleted === null ? null : showTime(deleted)],
    ...copies.map((copy) => ["Same bytes", copy] as const),
  ];
  return rows.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, escapeControls(value)]]));
}
