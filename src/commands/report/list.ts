import type { ReportListOutput } from "../../model/output/report-list.ts";
import { renderReportList } from "../../render/report.ts";
import { listReports } from "../../reports/catalogue.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class ReportList extends V7Command<ReportListOutput> {
  static override summary = "List the reports with their parameters";
  static override examples = ["v7 report list"];

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ReportListOutput>> {
    const { flags } = await this.parse(ReportList);
    await this.workspace(flags);
    const answered = listReports();
    return { ...answered, text: (screen) => renderReportList(this.shown(answered.output), screen) };
  }
}
