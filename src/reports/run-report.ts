import { type Answer, answer } from "../model/answer.ts";
import type { ReportOutput } from "../model/output/report.ts";
import { withReports, type Workspace } from "../workspace/workspace.ts";
import { findReport, readReportSql } from "./catalogue.ts";
import { addressOfRow, columnsOf } from "./address.ts";
import { addressColumn } from "./head.ts";
import { readParameters } from "./parameters.ts";

export interface ReportRequest {
  readonly name: string;
  /** As typed; what is not given has its default. */
  readonly parameters: { readonly [name: string]: string };
}

/** Runs a named report in a READ ONLY transaction. What was asked wrongly fails before the database is opened. */
export async function runReport(workspace: Workspace, request: ReportRequest): Promise<Answer<ReportOutput>> {
  const report = findReport(request.name);
  const given = new Map(Object.entries(request.parameters));
  const values = readParameters(report, given, workspace.config.timezone);
  const { columns, rows } = await withReports(workspace, (reports) =>
    reports.ask(readReportSql(report.name), [...values.values()]),
  );
  const isAbout = report.address !== null;
  return answer({
    report: report.name,
    parameters: Object.fromEntries(values),
    columns: [...(isAbout ? [addressColumn] : []), ...columns.map(({ name }) => name)],
    rows: isAbout ? rows.map((row) => ({ [addressColumn]: addressOfRow(report.address ?? "", row), ...row })) : rows,
    title: report.title,
    types: [...(isAbout ? ["text" as const] : []), ...columns.map(({ type }) => type)],
    in_address: columnsOf(report.address ?? ""),
    empty: report.empty,
    next: report.next,
  });
}
