import type { Report } from "../../model/report.ts";
import { renderReportList } from "../../render/report.ts";
import { listReports } from "../../reports/catalogue.ts";
import { type CommandResult, V7Command } from "../base.ts";

interface ReportListKeys {
  readonly reports: readonly Report[];
}

export default class ReportList extends V7Command<ReportListKeys> {
  static override summary = "List the reports with their parameters";
  static override examples = ["v7 report list"];

  protected override async execute(): Promise<CommandResult<ReportListKeys>> {
    await this.parse(ReportList);
    const reports = listReports();
    return { output: { reports }, text: () => renderReportList(reports) };
  }
}
