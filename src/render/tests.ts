import type { ImportedReport, TestImportOutput } from "../model/output/test-import.ts";
import type { TestListOutput, TestResult } from "../model/output/test-list.ts";
import type { TestRecordOutput } from "../model/output/test-record.ts";
import { paintedFinding } from "./findings/findings.ts";
import { counted, grouped } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { shortCommit } from "./type/ids.ts";
import type { Listing } from "./type/listing.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, listLines, tableLines } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";

/** A line a report: what its cases came to and how many of them are new; then what proves nothing, and why. */
export function renderTestImport(
  { database, imported, findings }: TestImportOutput,
  screen: Screen = plainScreen,
): string {
  const lines = listLines(
    imported.map((report) => [escapeControls(report.file), casesText(report), boundText(report)]),
    screen,
  );
  const failed = imported.reduce((sum, report) => sum + report.failed + report.flaky, 0);
  const next = failed > 0 ? "v7 test list --status fail" : "v7 test list";
  return [
    `Database: ${escapeControls(database)}`,
    ...lines,
    ...findings.map((finding) => paintedFinding(finding, screen)),
    `Next: ${next}`,
  ].join("\n");
}

function casesText({ passed, failed, skipped, flaky }: ImportedReport): string {
  const parts = [
    `${grouped(passed)} passed`,
    ...(failed === 0 ? [] : [`${grouped(failed)} failed`]),
    ...(flaky === 0 ? [] : [`${grouped(flaky)} flaky`]),
    ...(skipped === 0 ? [] : [`${grouped(skipped)} skipped`]),
  ];
  return parts.join(", ");
}

function boundText({ cases, bound, added, commit }: ImportedReport): string {
  const news = added === 0 ? "here already" : `${grouped(added)} new`;
  const where = commit === null ? "" : ` at ${shortCommit(commit)}`;
  const what = bound === cases ? "" : `; ${grouped(cases - bound)} bound to no file`;
  return `${news}${where}${what}`;
}

/** What was written down, and what it is bound to. */
export function renderTestRecorded({ database, recorded }: TestRecordOutput): string {
  const { type, component, path, status, commit } = recorded;
  const where = commit === null ? "" : ` at ${shortCommit(commit)}`;
  const file = path === null ? "" : `, ${escapeControls(path)}${where}`;
  return [
    `Database: ${escapeControls(database)}`,
    `Recorded: ${type} test of ${escapeControls(component)}${file}: ${status}. Next: v7 test list`,
  ].join("\n");
}

/** Results, the newest first, a line each. */
export function renderTestList(
  output: TestListOutput,
  { timeZone }: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): Listing {
  const { results, total } = output;
  if (results.length === 0) return { data: "", hint: "No result of a test fits. Next: v7 test import FILE" };
  const showTime = fullTimes(timeZone);
  const rows = results.map((result) => [
    statusText(result),
    escapeControls(result.type),
    escapeControls(result.component),
    escapeControls(result.path ?? ""),
    escapeControls(result.case ?? result.notes ?? ""),
    result.tested_at === null ? "" : showTime(result.tested_at),
    escapeControls(result.recorded_by ?? ""),
  ]);
  const more = total > results.length ? `${grouped(results.length)} of ${grouped(total)} results: --limit N` : "";
  const retests = results.filter(({ retest }) => retest).length;
  const hints = [more, retests > 0 ? `${counted(retests, "result")} of other contents than HEAD has: test again.` : ""];
  return { data: tableLines(columns, rows, screen).join("\n"), hint: hints.filter(Boolean).join("\n") };
}

const columns: readonly Column[] = ["STATUS", "TYPE", "COMPONENT", "FILE", "TEST", "TESTED", "BY"].map((title) => ({
  title,
}));

function statusText({ status, retest }: TestResult): string {
  return retest ? `${escapeControls(status)}, retest` : escapeControls(status);
}
