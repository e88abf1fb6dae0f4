import type { Json } from "../model/json.ts";
import type { Explanation, ScanExplainOutput } from "../model/output/scan-explain.ts";
import type { ScanOutput, ScanProblem } from "../model/output/scan.ts";
import { escapeControls } from "./type/escape.ts";
import { paintSymbol } from "./type/palette.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines, listLines } from "./type/table.ts";
import { counted, sizeText } from "./type/counts.ts";

/** The differences of a `--diff`, what could not be read, and the count line last. */
export function renderScan(scan: ScanOutput, { diff }: { diff: boolean }, screen: Screen = plainScreen): string {
  const differs = scan.added + scan.modified + scan.deleted > 0;
  return [
    ...capped(scan.changes.map(({ change, path }) => `${symbols[change]} ${escapeControls(path)}`)),
    ...capped(
      listLines(
        scan.problems.map((entry) => [`! ${escapeControls(entry.path)}`, problemText(entry)]),
        screen,
      ),
    ),
  ]
    .map((line) => paintSymbol(line, screen))
    .concat(diff && differs ? ["Next: v7 scan"] : [], countLine(scan, diff))
    .join("\n");
}

const symbols = { added: "+", modified: "~", deleted: "-" } as const;
const shownLines = 100;

function capped(lines: readonly string[]): string[] {
  if (lines.length <= shownLines) return [...lines];
  return [...lines.slice(0, shownLines), `  … ${lines.length - shownLines} more: --json lists all`];
}

function problemText({ problem, detail }: ScanProblem): string {
  const known = problemTexts[problem] ?? problem;
  return detail === null ? known : `${known} (${detail})`;
}

const problemTexts: Readonly<Record<string, string>> = {
  fifo: "a pipe, not registered",
  socket: "a socket, not registered",
  device: "a device, not registered",
  unreadable: "cannot be read; what is registered stays",
  unstable: "changes while it is read; run it again",
  not_checked_out: "in git and not checked out; what is registered stays",
  unfinished_copy: "left by a v7 consolidate execute that was killed; not registered: execute it again, or remove it",
  dataless: "in iCloud: registered by its size; v7 scan --full fetches it",
  too_large: "over the hash limit: registered by its size",
};

function countLine(scan: ScanOutput, diff: boolean): string {
  const { scanned, added, modified, deleted, hashed, bytes, duration_ms } = scan;
  const files = `${counted(scanned, "file")}, ${sizeText(bytes)}, ${hashed} read in ${durationText(duration_ms)}`;
  if (added + modified + deleted === 0) return `No changes. ${files}.`;
  const verb = diff ? "Differs" : "Registered";
  return `${verb}: ${added} added, ${modified} modified, ${deleted} deleted. ${files}.`;
}

function durationText(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** Why a path is in or out, and where it belongs. */
export function renderExplanation({ explain: found }: ScanExplainOutput, screen: Screen = plainScreen): string {
  const rows: [string, Json][] = [
    ["Path", found.path],
    ["Scanned", verdictText(found)],
    ["Profile", found.profile],
    ["Type", found.language === null ? found.file_type : `${found.file_type}, ${found.language}`],
    ["Component", found.component],
    ["Pillar", found.pillar],
    ["Project", found.project],
    ["Rule", found.rule],
  ];
  return labelLines(
    rows.map(([name, value]) => [name, value === null ? "none" : escapeControls(String(value))]),
    screen,
  ).join("\n");
}

function verdictText({ scanned, exists, because, pattern }: Explanation): string {
  const missing = exists ? "" : "; there is no such file now";
  if (scanned) return `yes${because === "include" ? ", the profile includes it" : ""}${missing}`;
  if (because === "include") return `no: the profile's include does not name it${missing}`;
  const reason = because === "git" ? "git ignores it, or keeps its own there" : because;
  return `no: ${reason}${pattern === null ? "" : ` (${pattern})`}${missing}`;
}
