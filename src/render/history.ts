import type { ApplyEntry, HistoryEntry, HistoryOutput, RefusalEntry, RowEntry } from "../model/output/history.ts";
import { differenceLines } from "./type/difference.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { layList } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";
import { shortCommit, shortId } from "./type/ids.ts";
import type { Listing } from "./type/listing.ts";
import { wrapText } from "./type/wrap.ts";

/** Applies and row changes, a line each; changed fields below their row. */
export function renderHistory(
  { entries }: HistoryOutput,
  { timeZone }: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): Listing {
  if (entries.length === 0) return { data: "", hint: "Nothing has happened yet." };
  const showTime = fullTimes(timeZone);
  const heads = layList(
    entries.map((entry) => entryCells(entry, showTime)),
    screen,
    { minimum: [16] },
  );
  const lines = entries.flatMap((entry, index) => [...(heads[index] ?? []), ...fieldLines(entry, screen)]);
  return { data: lines.join("\n"), hint: "" };
}

function entryCells(entry: HistoryEntry, showTime: (time: string) => string): string[] {
  return [showTime(entry.at), ...cellsOf(entry)];
}

function cellsOf(entry: HistoryEntry): string[] {
  switch (entry.type) {
    case "apply":
      return applyCells(entry);
    case "change":
      return rowCells(entry);
    case "refusal":
      return refusalCells(entry);
  }
}

function refusalCells({ action, subject, login, application, because }: RefusalEntry): string[] {
  const who = [login, application ?? ""].filter((part) => part !== "").join(", ");
  return [`! ${escapeControls(subject)}`, escapeControls(who), `${action} refused: ${escapeControls(because)}`];
}

function applyCells(entry: ApplyEntry): string[] {
  const from = entry.commit === null ? [] : [shortCommit(entry.commit)];
  const commit = [...(entry.branch === null ? [] : [escapeControls(entry.branch)]), ...from];
  const by = [entry.actor ?? "unknown", ...(commit.length > 0 ? [`from ${commit.join(" ")}`] : [])];
  return [`apply ${shortId(entry.apply_id)}`, escapeControls(by.join(" ")), outcomeOf(entry)];
}

function outcomeOf({ status, because, summary, reason, overrides }: ApplyEntry): string {
  if (status !== "applied") return escapeControls(because === null ? status : `${status}: ${because}`);
  const counts =
    summary === null ? "applied" : `${summary.add} added, ${summary.change} changed, ${summary.destroy} destroyed`;
  const opened = overrides.length === 0 ? "" : `, overriding ${overrides.map(escapeControls).join(", ")}`;
  return reason === null ? counts + opened : `${counts}${opened}: ${escapeControls(reason)}`;
}

const rowSymbols = { insert: "+", update: "~", delete: "-", truncate: "-" } as const;

function rowCells(entry: RowEntry): string[] {
  const who = [entry.changed_by ?? "unknown", entry.application ?? ""].filter((part) => part !== "").join(", ");
  const outside = entry.observed ? "observed" : "outside v7";
  const how = entry.apply_id === null ? outside : `apply ${shortId(entry.apply_id)}`;
  const address = entry.action === "truncate" ? `${entry.address} (truncated)` : entry.address;
  return [`${rowSymbols[entry.action]} ${escapeControls(address)}`, escapeControls(who), how];
}

const fieldIndent = 20;

function fieldLines(entry: HistoryEntry, { width, dim }: Screen): string[] {
  if (entry.type !== "change" || entry.action !== "update") return [];
  return entry.fields
    .flatMap(({ field, before, after }) => differenceLines(field, before, after))
    .flatMap((line) => wrapText(" ".repeat(fieldIndent) + line, { width, hang: fieldIndent + 2 }))
    .map((line) => dim(line));
}
