import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichQuality extends ReportCommand {
  static override summary = "Show which signals are stale or noisy";
  static override examples = ["v7 enrich quality"];

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichQuality);
    return this.ask(flags, "signal-quality", {});
  }
}
