import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichCollectors extends ReportCommand {
  static override summary = "List projects whose files collect, the densest first";
  static override examples = ["v7 enrich collectors"];

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichCollectors);
    return this.ask(flags, "collectors", {});
  }
}
