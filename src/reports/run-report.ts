import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { Report } from "../model/output/report-list.ts";
import type { ReportOutput } from "../model/output/report.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { addressOfRow, columnsOf } from "./address.ts";
import { findReport } from "./catalogue.ts";
import { addressColumn } from "./head.ts";
import { lastLook } from "./last-look.ts";
import { readParameters, type Usual } from "./parameters.ts";

export interface ReportRequest {
  readonly name: string;
  /** As typed; what is not given has its default. */
  readonly parameters: { readonly [name: string]: string };
  /** Whether its chart is wanted: V7-C016 where it has none. */
  readonly drawn?: boolean;
}

/** Runs a named report, which writes nothing but days that are closed. What was asked wrongly fails before the database is opened. */
export async function runReport(workspace: Workspace, request: ReportRequest): Promise<Answer<ReportOutput>> {
  const report = findReport(request.name);
  const { head } = report;
  if (request.drawn && head.chart === null)
    throw new Failure("V7-C016", `${head.name} has no chart`, { next: [`v7 report ${head.name}`] });
  const given = new Map(Object.entries(request.parameters));
  const values = readParameters(head, given, await usualOf(workspace, head));
  const { columns, rows, title = head.title, notes = [] } = await report.answer(workspace, values);
  const { address } = head;
  const isAbout = address !== null;
  return answer({
    report: head.name,
    parameters: Object.fromEntries(values),
    columns: [...(isAbout ? [addressColumn] : []), ...columns.map(({ name }) => name)],
    rows: isAbout ? rows.map((row) => ({ [addressColumn]: addressOfRow(address, row), ...row })) : rows,
    title,
    types: [...(isAbout ? ["text" as const] : []), ...columns.map(({ type }) => type)],
    in_address: columnsOf(address ?? ""),
    empty: head.empty,
    next: head.next,
    notes,
    chart: head.chart,
  });
}

/** Nobody is asked who they are for a report that does not want to know. */
async function usualOf(workspace: Workspace, head: Report): Promise<Usual> {
  const clock = { now: workspace.now(), timeZone: workspace.config.timezone };
  return { ...clock, lastLook: asksForLook(head) ? await lastLook(workspace, head.name) : null };
}

function asksForLook({ parameters }: Report): boolean {
  return parameters.some(({ default: usual }) => usual === "last-look");
}
