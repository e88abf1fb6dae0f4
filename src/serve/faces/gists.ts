import type { DriftOutput } from "../../model/output/drift.ts";
import type { ExplainCodeOutput } from "../../model/output/explain-code.ts";
import type { HistoryOutput } from "../../model/output/history.ts";
import type { NextOutput } from "../../model/output/next.ts";
import type { PlanOutput } from "../../model/output/plan.ts";
import type { ReportOutput } from "../../model/output/report.ts";
import type { ReportListOutput } from "../../model/output/report-list.ts";
import type { SearchOutput } from "../../model/output/search.ts";
import type { ShowOutput } from "../../model/output/show.ts";
import type { StatusOutput } from "../../model/output/status.ts";
import type { TaskListOutput } from "../../model/output/task-list.ts";
import type { WhatIfOutput } from "../../model/output/what-if.ts";
import { counted } from "../../render/type/counts.ts";

/** Where the migration stands. */
export function statusGist({ phase, gate, tasks, drift, waiting }: StatusOutput): string {
  return [
    phase === null ? "No phase is open" : `Phase ${phase.number} of ${phase.total}`,
    gate === null || gate.open ? "gate open" : `gate closed [${codesOf(gate.reasons)}]`,
    `tasks: ${tasks.done} done, ${tasks.in_progress} in progress, ${tasks.blocked} blocked, ${tasks.open} open`,
    `${counted(drift.rows, "row")} drifted, ${counted(drift.conflicts, "conflict")}`,
    `${counted(waiting.length, "plan")} waiting for approval`,
  ].join("; ");
}

/** How much was changed elsewhere. */
export function driftGist({ drift, conflicts, machines }: DriftOutput): string {
  const rows = new Set(drift.map(({ address }) => address)).size;
  return `Drift: ${counted(rows, "row")}, ${counted(conflicts.length, "conflict")}, ${counted(machines.length, "machine setting")}`;
}

export function historyGist({ entries }: HistoryOutput): string {
  return `History: ${counted(entries.length, "entry", "entries")} here, the newest first`;
}

export function tasksGist({ tasks }: TaskListOutput): string {
  return `Tasks: ${tasks.length} here`;
}

export function showGist({ fields, source }: ShowOutput): string {
  return `${counted(fields.length, "field")}; ${source === null ? "no document declares it" : "declared by a document"}`;
}

export function searchGist({ results, searched, because }: SearchOutput): string {
  const whole = searched === "index" && because === null;
  return `Found: ${counted(results.length, "source")} here, the best first${whole ? "" : "; not searched as asked"}`;
}

export function codeGist({ code, title }: ExplainCodeOutput): string {
  return `${code}: ${title}`;
}

export function gapsGist({ rows }: ReportOutput): string {
  return `Gaps: ${counted(rows.length, "row")} here`;
}

export function nextGist({ actions, total }: NextOutput): string {
  return `Next: ${actions.length} of ${counted(total, "action")} here, the gravest first`;
}

/** What a plan comes to. */
export function planGist({ summary, gates, conflicts, findings, missing, next }: PlanOutput): string {
  const { add, change, destroy, drift } = summary;
  return [
    `Plan: ${add} to add, ${change} to change, ${destroy} to destroy; ${counted(drift, "row")} drifted`,
    ...(gates.length === 0 ? [] : [`gates closed [${codesOf(gates)}]`]),
    ...(conflicts.length === 0 ? [] : [counted(conflicts.length, "conflict")]),
    ...(findings.length === 0 ? [] : [counted(findings.length, "finding")]),
    missing.length === 0 ? "no approval is missing" : `${counted(missing.length, "approval")} missing`,
    ...(next === null && add + change + destroy > 0 ? ["nothing can be applied as it stands"] : []),
  ].join("; ");
}

/** Rows of a report, or which reports there are. */
export function reportGist(output: ReportOutput | ReportListOutput): string {
  return "reports" in output
    ? `${counted(output.reports.length, "report")}, with their parameters`
    : `${counted(output.rows.length, "row")} here`;
}

/** What an edit would come to. */
export function whatIfGist({ plan, findings, by_edit: byEdit }: WhatIfOutput): string {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (plan === null) return `No plan: ${counted(errors.length, "error")} [${codesOf(errors)}]`;
  return [
    planGist(plan),
    ...(byEdit === null ? [] : [`${counted(byEdit.length, "resource")} by this edit`]),
    "nothing was stored",
  ].join("; ");
}

function codesOf(coded: readonly { readonly code: string }[]): string {
  return [...new Set(coded.map(({ code }) => code))].join(", ");
}
