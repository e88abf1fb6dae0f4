import type { IndexStatusOutput } from "../model/output/index-status.ts";
import type { IndexSyncOutput } from "../model/output/index-sync.ts";
import { escapeControls } from "./type/escape.ts";
import { type Clock, fullTimes } from "./type/time.ts";
import { counted, grouped, sizeText } from "./type/counts.ts";

/** What is not in the index, and one line of counts. */
export function renderIndexSync(output: IndexSyncOutput): string {
  const counts = `${output.added} added, ${output.updated} updated, ${output.removed} removed`;
  const why = output.rebuilt === null ? "" : `, new because ${output.rebuilt}`;
  const size = `${grouped(output.documents)} documents, ${grouped(output.chunks)} chunks${why}`;
  const seconds = (output.duration_ms / 1_000).toFixed(1);
  return [
    ...withheldLines(output.withheld),
    ...unreadLines(output.unread),
    ...(output.moved.length === 0
      ? []
      : [`${counted(output.moved.length, "file")} changed meanwhile. Next: v7 index sync`]),
    `Index: ${size}: ${counts} in ${seconds} s.`,
  ].join("\n");
}

/** What there is, how far it lags, and what to do. */
export function renderIndexStatus(output: IndexStatusOutput, { timeZone }: Pick<Clock, "timeZone">): string {
  const { embedder, synced_at: syncedAt } = output;
  if (embedder === null || syncedAt === null) return "There is no index. Next: v7 index sync";
  const size = output.bytes === null ? "" : `, ${sizeText(output.bytes)}`;
  return [
    `Index     ${grouped(output.documents ?? 0)} documents, ${grouped(output.chunks ?? 0)} chunks${size}`,
    `Embedder  ${escapeControls(embedder.id)}, ${embedder.dim} numbers a vector, ${escapeControls(embedder.fingerprint)}`,
    ...(embedder.id === "lsa" ? builtInLines : []),
    `Synced    ${fullTimes(timeZone)(syncedAt)}, ${stateText(output)}`,
    ...cutLines(output.cut),
    ...withheldLines(output.withheld),
    ...unreadLines(output.unread),
  ].join("\n");
}

/** Nobody is to think that it knows more. */
const builtInLines = [
  "          learnt from this repository's words: it knows no synonym and no language that is not used here",
  "          a model that does: v7 index model pull all-MiniLM-L6-v2",
];

function cutLines([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [];
  const names =
    others.length === 0 ? escapeControls(first) : `${escapeControls(first)} and ${grouped(others.length)} more`;
  return [`Packed    ${names}: by the first passages alone`];
}

function stateText({ state, index_lag: lag }: IndexStatusOutput): string {
  switch (state) {
    case "damaged":
      return "damaged. Next: v7 index rebuild";
    case "outdated":
      return "by another version of v7. Next: v7 index sync";
    case "behind":
      return `${counted(lag ?? 0, "change")} behind. Next: v7 index sync`;
    case "unknown":
      return "the database is away";
    default:
      return "up to date";
  }
}

function withheldLines(paths: readonly string[]): string[] {
  return listed("Not indexed, because they hold secrets:", paths);
}

function unreadLines(files: IndexStatusOutput["unread"]): string[] {
  return listed(
    "Not indexed, because they cannot be read as text:",
    files.map(({ path, because }) => `${path}  ${because}`),
  );
}

function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, shownPaths).map((line) => `  ${escapeControls(line)}`);
  const more = lines.length > shownPaths ? [`  … ${lines.length - shownPaths} more: --json lists all`] : [];
  return [title, ...shown, ...more];
}

const shownPaths = 20;
