import type { ReportResult } from "../model/report.ts";
import type { ReportReader } from "../postgres/report-reader.ts";
import { findReport, readReportSql } from "./catalogue.ts";
import { readParameters } from "./parameters.ts";

export interface ReportRequest {
  readonly name: string;
  /** As typed; what is not given has its default. */
  readonly parameters: ReadonlyMap<string, string>;
  /** IANA name from v7.yaml: decides what "today" means. */
  readonly timeZone: string;
}

/** Opens the database for reports: the workspace's. */
export type OpenReports = <T>(work: (reports: ReportReader) => Promise<T>) => Promise<T>;

/** Runs a named report in a READ ONLY transaction. What was asked wrongly fails before the database is opened. */
export async function runReport(open: OpenReports, request: ReportRequest): Promise<ReportResult> {
  const report = findReport(request.name);
  const values = readParameters(report, request.parameters, request.timeZone);
  const answer = await open((reports) => reports.ask(readReportSql(report.name), [...values.values()]));
  return { report, parameters: Object.fromEntries(values), ...answer };
}
