import type { FileChange, Page, RegisteredFile, Snapshot, StaleFile } from "../model/registry.ts";
import { shortCommit } from "./type/commit.ts";
import { escapeControls } from "./type/escape.ts";
import { sizeText } from "./export.ts";
import { paintSymbol, type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { fullTimes } from "./type/time.ts";

/** `5,657 files`, `1 file`. */
export function countedFiles(count: number): string {
  return `${grouped(count)} ${count === 1 ? "file" : "files"}`;
}

/** `5,657`. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** Files by path, a line each. */
export function renderFiles(page: Page<RegisteredFile>, palette: Palette = plainPalette): string {
  if (page.rows.length === 0) return "No file is registered that fits. Next: v7 scan";
  const hasStatus = page.rows.some((file) => file.status !== "present");
  const header = ["SIZE", "COMPONENT", "PILLAR", "PROJECT", ...(hasStatus ? ["STATUS"] : []), "PATH"];
  const cells = page.rows.map((file) => [
    sizeText(file.size_bytes),
    ...[file.component, file.pillar, file.project].map((name) => (name === null ? "–" : escapeControls(name))),
    ...(hasStatus ? [file.status] : []),
    escapeControls(file.path),
  ]);
  const [head = "", ...lines] = alignRows([header, ...cells]);
  return [palette.strong(head), ...lines, moreLine(page)].join("\n");
}

/** Changes, a line each: when, by whom, what. */
export function renderChanges(page: Page<FileChange>, timeZone: string, palette: Palette = plainPalette): string {
  if (page.rows.length === 0) return "No change of a file is recorded that fits.";
  const showTime = fullTimes(timeZone);
  const heads = alignRows(page.rows.map((change) => [showTime(change.at), sourceText(change), "|"]));
  // Paths stand last, where a long one pushes nothing out.
  const lines = page.rows.map(
    (change, at) => (heads[at] ?? "").slice(0, -1) + paintSymbol(changeText(change), palette),
  );
  const more =
    page.total > page.rows.length ? [`${grouped(page.rows.length)} of ${grouped(page.total)} changes: --limit N`] : [];
  return [...lines, ...more].join("\n");
}

/** Stale files, the longest first. */
export function renderStale(page: Page<StaleFile>, days: number): string {
  if (page.total === 0) return `Every file was modified within ${days} days.`;
  const rows = page.rows.map(({ path, days: age, size_bytes: bytes }) => [
    `${grouped(age)} d`,
    sizeText(bytes),
    escapeControls(path),
  ]);
  const summary = `${countedFiles(page.total)} not modified for ${days} days.`;
  const shown = page.total > page.rows.length ? ` Shown: ${grouped(page.rows.length)}; more: --limit N` : "";
  return [...alignRows(rows), summary + shown].join("\n");
}

export function renderSnapshot({ id, date, total_files: files, total_size_bytes: bytes }: Snapshot): string {
  return `Snapshot ${id} of ${date}: ${countedFiles(files)}, ${sizeText(bytes)}.`;
}

function moreLine({ rows, total }: Page<RegisteredFile>): string {
  return total > rows.length
    ? `${grouped(rows.length)} of ${countedFiles(total)}: --limit N`
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
