import * as Flags from "@oclif/core/flags";
import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichStatus extends ReportCommand {
  static override summary = "Show whether coverage and quality get better, week by week";
  static override examples = ["v7 enrich status"];

  static override flags = {
    weeks: Flags.integer({ description: "How many weeks.", helpValue: "N", min: 1, max: 520, default: 12 }),
  };

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichStatus);
    return this.ask(flags, "meta-status", { weeks: String(flags.weeks) });
  }
}
