import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichIndexAudit extends ReportCommand {
  static override summary = "Look for indexes of v7's tables that are unused, missing or invalid, and for bloat";
  static override examples = ["v7 enrich index-audit"];

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichIndexAudit);
    return this.ask(flags, "index-audit", {});
  }
}
