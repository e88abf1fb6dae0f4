import type { ChangesOutput, FileChange } from "../model/output/changes.ts";
import type { FilesOutput } from "../model/output/files.ts";
import type { SnapshotOutput } from "../model/output/snapshot.ts";
import type { StaleOutput } from "../model/output/stale.ts";
import { escapeControls } from "./type/escape.ts";
import { paintSymbol } from "./type/palette.ts";
import type { Listing } from "./type/listing.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, listLines, tableLines } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";
import { countedFiles, grouped, sizeText } from "./type/counts.ts";
import { shortCommit } from "./type/ids.ts";

/** Files by path, a line each. */
export function renderFiles(output: FilesOutput, screen: Screen = plainScreen): Listing {
  const { files } = output;
  if (files.length === 0) return { data: "", hint: "No file is registered that fits. Next: v7 scan" };
  const cells = files.map((file) => [
    sizeText(file.size_bytes),
    ...[file.component, file.pillar, file.project].map((name) => (name === null ? "–" : escapeControls(name))),
    file.status === "present" ? "" : file.status,
    escapeControls(file.path),
  ]);
  return { data: tableLines(fileColumns, cells, screen).join("\n"), hint: moreLine(output) };
}

const fileColumns: readonly Column[] = ["SIZE", "COMPONENT", "PILLAR", "PROJECT", "STATUS", "PATH"].map((title) => ({
  title,
  align: title === "SIZE" ? "right" : undefined,
}));

/** Changes, a line each: when, by whom, what. */
export function renderChanges(
  { changes, total }: ChangesOutput,
  { timeZone }: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): Listing {
  if (changes.length === 0) return { data: "", hint: "No change of a file is recorded that fits." };
  const showTime = fullTimes(timeZone);
  // Paths stand last, where a long one pushes nothing out.
  const lines = listLines(
    changes.map((change) => [showTime(change.at), sourceText(change), paintSymbol(changeText(change), screen)]),
    screen,
  );
  const more = total > changes.length ? `${grouped(changes.length)} of ${grouped(total)} changes: --limit N` : "";
  return { data: lines.join("\n"), hint: more };
}

/** Stale files, the longest first. */
export function renderStale({ days, files, total }: StaleOutput, screen: Screen = plainScreen): Listing {
  if (total === 0) return { data: "", hint: `Every file was modified within ${days} days.` };
  const rows = files.map(({ path, days: age, size_bytes: bytes }) => [
    `${grouped(age)} d`,
    sizeText(bytes),
    escapeControls(path),
  ]);
  const summary = `${countedFiles(total)} not modified for ${days} days.`;
  const shown = total > files.length ? ` Shown: ${grouped(files.length)}; more: --limit N` : "";
  return { data: listLines(rows, screen).join("\n"), hint: summary + shown };
}

/** One line: number, day, files and size. */
export function renderSnapshot({ snapshot }: SnapshotOutput): string {
  const { id, date, total_files: files, total_size_bytes: bytes } = snapshot;
  return `Snapshot ${id} of ${date}: ${countedFiles(files)}, ${sizeText(bytes)}.`;
}

function moreLine({ files, total }: FilesOutput): string {
  return total > files.length
    ? `${grouped(files.length)} of ${countedFiles(total)}: --limit N`
    : `${countedFiles(total)}.`;
}

function changeText({ change, path, old_path: before }: FileChange): string {
  const shown = escapeControls(path);
  switch (change) {
    case "created":
      return `+ ${shown}`;
    case "deleted":
      return `- ${shown}`;
    case "modified":
      return `~ ${shown}`;
    case "renamed":
      return `~ ${escapeControls(before ?? "?")} → ${shown}`;
    case "mode_changed":
      return `~ ${shown} (mode)`;
    case "type_changed":
      return `~ ${shown} (type)`;
  }
}

function sourceText({ commit, author, detected_by: by, session_id: session }: FileChange): string {
  const found = commit === null ? [by] : [shortCommit(commit)];
  const who = author === null ? [] : [escapeControls(author)];
  return [...who, ...found, ...(session === null ? [] : [`session ${session}`])].join(", ");
}
