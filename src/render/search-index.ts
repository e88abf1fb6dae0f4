import type { IndexStatusRow, IndexSyncRow } from "../model/search-index.ts";
import { escapeControls } from "./type/escape.ts";
import { sizeText } from "./export.ts";
import { counted } from "./plan/plan-summary.ts";
import { grouped } from "./registry.ts";
import { fullTimes } from "./type/time.ts";

/** What is not in the index, and one line of counts. */
export function renderIndexSync(row: IndexSyncRow): string {
  const counts = `${row.added} added, ${row.updated} updated, ${row.removed} removed`;
  const why = row.rebuilt === null ? "" : `, new because ${row.rebuilt}`;
  const size = `${grouped(row.documents)} documents, ${grouped(row.chunks)} chunks${why}`;
  const seconds = (row.duration_ms / 1_000).toFixed(1);
  return [
    ...withheldLines(row.withheld),
    ...(row.moved.length === 0 ? [] : [`${counted(row.moved.length, "file")} changed meanwhile. Next: v7 index sync`]),
    `Index: ${size}: ${counts} in ${seconds} s.`,
  ].join("\n");
}

/** What there is, how far it lags, and what to do. */
export function renderIndexStatus(row: IndexStatusRow, timeZone: string): string {
  const { embedder, synced_at: syncedAt } = row;
  if (embedder === null || syncedAt === null) return "There is no index. Next: v7 index sync";
  const size = row.bytes === null ? "" : `, ${sizeText(row.bytes)}`;
  return [
    `Index     ${grouped(row.documents ?? 0)} documents, ${grouped(row.chunks ?? 0)} chunks${size}`,
    `Embedder  ${escapeControls(embedder.id)}, ${embedder.dim} numbers a vector, ${escapeControls(embedder.fingerprint)}`,
    `Synced    ${fullTimes(timeZone)(syncedAt)}, ${stateText(row)}`,
    ...withheldLines(row.withheld),
  ].join("\n");
}

function stateText({ state, index_lag: lag }: IndexStatusRow): string {
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
  if (paths.length === 0) return [];
  const shown = paths.slice(0, shownPaths).map((path) => `  ${escapeControls(path)}`);
  const more = paths.length > shownPaths ? [`  … ${paths.length - shownPaths} more: --json lists all`] : [];
  return ["Not indexed, because they hold secrets:", ...shown, ...more];
}

const shownPaths = 20;
