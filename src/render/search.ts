import type { SearchOutput, SearchResult } from "../model/output/search.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { layList } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";
import { shorten } from "./type/width.ts";
import { wrapText } from "./type/wrap.ts";
import type { Listing } from "./type/listing.ts";
import { counted, grouped } from "./type/counts.ts";

/** Results, the best first, each with where it stands and what it says; last what was searched, and how. */
export function renderSearch(
  output: SearchOutput,
  { timeZone }: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): Listing {
  const showTime = fullTimes(timeZone);
  const heads = layList(
    output.results.map((result, at) => [
      String(at + 1),
      `${escapeControls(result.path)}:${result.line}`,
      shorten(escapeControls(result.heading), widestHeading),
      result.modified_at === null ? "–" : showTime(result.modified_at).slice(0, 10),
      result.score.toFixed(2),
      ...scoreCells(result),
    ]),
    screen,
    { optional: [2, 3, 4] },
  );
  const indent = " ".repeat(String(output.results.length).length + 2);
  const lines = output.results.flatMap((result, at) => [
    ...(heads[at] ?? []),
    ...(result.snippet === ""
      ? []
      : wrapText(indent + marked(result, screen), { width: screen.width, hang: indent.length })),
  ]);
  return { data: lines.join("\n"), hint: [summary(output), ...withheldLines(output.withheld)].join("\n") };
}

const widestHeading = 50;

function scoreCells({ scores }: SearchResult): string[] {
  if (scores === null) return [];
  return [`text ${scores.text?.toFixed(2) ?? "–"}`, `vector ${scores.vector?.toFixed(3) ?? "–"}`];
}

function marked({ snippet, marks }: SearchResult, { strong }: Screen): string {
  let at = 0;
  let text = "";
  for (const { begin, end } of marks) {
    text += escapeControls(snippet.slice(at, begin)) + strong(`**${escapeControls(snippet.slice(begin, end))}**`);
    at = end;
  }
  return text + escapeControls(snippet.slice(at));
}

/** Their paths alone: what they say is hidden. */
function withheldLines(paths: readonly string[]): string[] {
  const [first] = paths;
  if (first === undefined) return [];
  const others = paths.length === 1 ? "" : `, ${grouped(paths.length - 1)} more`;
  return [
    `Every word is also in ${escapeControls(first)}${others}: not indexed, for secrets. Next: v7 validate --secrets`,
  ];
}

function summary({ results, documents, mode, index_lag: lag, searched }: SearchOutput): string {
  const found = results.length === 0 ? "Nothing found" : String(results.length);
  if (searched === "database") return `${found} in the database; file contents not searched. Next: v7 index sync`;
  const of = results.length === 0 ? "in" : "of";
  const behind = lag === null || lag === 0 ? "" : `; index ${counted(lag, "change")} behind: v7 index sync`;
  return `${found} ${of} ${grouped(documents ?? 0)} documents, ${mode}${behind}`;
}
