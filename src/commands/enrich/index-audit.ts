import type { DailyUnitsOutput } from "../../model/output/daily-units.ts";
import type { ReportOutput } from "../../model/output/report.ts";
import { renderReport } from "../../render/report.ts";
import { runReport } from "../../reports/run-report.ts";
import { indexAuditTask } from "../../routines/jobs/job.ts";
import { schedulerNames } from "../../routines/jobs/schedule.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";
import { jobFlags, scheduled } from "../shell/job-flags.ts";

export default class EnrichIndexAudit extends V7Command<ReportOutput | DailyUnitsOutput> {
  static override summary = "Look for indexes of v7's tables that are unused, missing or invalid, and for bloat";
  static override examples = ["v7 enrich index-audit", "v7 enrich index-audit --install systemd --write"];
  static override flags = jobFlags(schedulerNames, "on the first of every month");

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ReportOutput | DailyUnitsOutput>> {
    const { flags } = await this.parse(EnrichIndexAudit);
    const workspace = await this.workspace(flags);
    const told = await scheduled(workspace, indexAuditTask, flags);
    if (told !== undefined) return told;
    const answered = await runReport(workspace, { name: "index-audit", parameters: {}, drawn: false });
    return { ...answered, text: (screen) => renderReport(answered.output, clockOf(workspace), screen) };
  }
}
