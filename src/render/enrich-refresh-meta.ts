import type { EnrichRefreshMetaOutput, GapChange } from "../model/output/enrich-refresh-meta.ts";
import { counted, grouped } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";

/** What a run found, a line a step; then what became of gaps, and what to look at next. */
export function renderRefreshMeta(output: EnrichRefreshMetaOutput, screen: Screen = plainScreen): string {
  return [
    ...capped(listLines(output.gap_changes.map(gapRow), screen)),
    `Projects: ${counted(output.projects.found, "project")}${news(output)}${leftOut(output)}`,
    `Files: ${filesText(output)}`,
    ...analyzedLines(output),
    ...artifactLines(output),
    `Gaps: ${gapsText(output)}`,
    `Actions: ${output.actions.queued} queued, ${output.actions.settled} settled`,
    ...unregistered(output),
    lastLine(output),
  ].join("\n");
}

const shownGaps = 40;

function capped(lines: readonly string[]): string[] {
  if (lines.length <= shownGaps) return [...lines];
  return [...lines.slice(0, shownGaps), `  … ${lines.length - shownGaps} more: v7 enrich gaps lists all that are open`];
}

const symbols = { opened: "+", reopened: "+", seen: "~", closed: "-", waived: "·" } as const;

function gapRow({ event, gap_type: type, scope, severity, because }: GapChange): readonly string[] {
  return [symbols[event], escapeControls(scope), type, severity, event, escapeControls(because)];
}

function news({ projects, gone }: EnrichRefreshMetaOutput): string {
  const parts = [
    ...(projects.added === 0 ? [] : [`${projects.added} new`]),
    ...(gone.length === 0 ? [] : [`${gone.length} gone (${gone.map(escapeControls).join(", ")})`]),
  ];
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

/** `; left out: 3 fixtures, 1 workspace`. */
function leftOut({ left_out: folders }: EnrichRefreshMetaOutput): string {
  const reasons = Map.groupBy(folders, ({ reason }) => reason);
  const told = [...reasons].map(([reason, some]) => `${some.length} ${reasonWords[reason]}`);
  return told.length === 0 ? "" : `; left out: ${told.join(", ")}`;
}

const reasonWords = {
  vendored: "vendored",
  generated: "generated",
  fixture: "of tests",
  worktree: "in second work trees",
  workspace: "with members alone",
  no_identity: "without a name",
  unreadable: "unreadable",
} as const;

function filesText({ scan, files }: EnrichRefreshMetaOutput): string {
  const { placed, added, updated, gone } = files;
  const changes = added + updated + gone === 0 ? "as before" : `${added} new, ${updated} changed, ${gone} gone`;
  const problems = scan.problems === 0 ? "" : `; ${scan.problems} could not be read`;
  return `${grouped(placed)} of ${grouped(scan.scanned)} registered lie in projects: ${changes}${problems}`;
}

function analyzedLines({
  analyzed: { files, by_status: statuses },
  dry_run: isDry,
}: EnrichRefreshMetaOutput): string[] {
  if (files === 0) return [];
  if (isDry) return [`Analyzed: ${counted(files, "file")} would be read`];
  return [
    `Analyzed: ${statuses.map(({ status, files: some }) => `${grouped(some)} ${escapeControls(status.replace("_", " "))}`).join(", ")}`,
  ];
}

function artifactLines({ artifacts: { read, problems, scans } }: EnrichRefreshMetaOutput): string[] {
  const broken = read.filter(({ truncated, broken_lines: lines }) => truncated || lines > 0);
  return [
    ...(read.length === 0
      ? []
      : [`Scans: ${counted(read.length, "artifact")} of CodeGraphX, ${counted(scans, "new scan")}`]),
    ...broken.map(({ path, truncated, broken_lines: lines }) => {
      const what = [
        ...(truncated ? ["breaks off"] : []),
        ...(lines === 0 ? [] : [`${counted(lines, "line")} that say nothing`]),
      ];
      return `! ${escapeControls(path)}: ${what.join(", ")}`;
    }),
    ...problems.map(({ path, problem }) => `! ${escapeControls(path)}: ${escapeControls(problem)}`),
  ];
}

function gapsText({ gaps }: EnrichRefreshMetaOutput): string {
  const { opened, reopened, closed, waived, unknown } = gaps;
  const open = [`${opened} opened`, ...(reopened === 0 ? [] : [`${reopened} reopened`]), `${closed} closed`];
  return [
    ...open,
    ...(waived === 0 ? [] : [`${waived} waived`]),
    ...(unknown === 0 ? [] : [`${unknown} stay open, of which nothing is known now`]),
  ].join(", ");
}

/** A rehearsal judges what is registered: it registers nothing itself. */
function unregistered({ dry_run: isDry, scan: { added, modified, deleted } }: EnrichRefreshMetaOutput): string[] {
  const differing = added + modified + deleted;
  if (!isDry || differing === 0) return [];
  return [`Not looked at: ${counted(differing, "file")} that v7 scan would register, change or remove first`];
}

function lastLine({ dry_run: isDry, gaps: { opened, reopened } }: EnrichRefreshMetaOutput): string {
  if (isDry) return "Nothing was written. Next: v7 enrich refresh-meta";
  return opened + reopened === 0 ? "Recorded." : "Recorded. Next: v7 enrich next-actions";
}
