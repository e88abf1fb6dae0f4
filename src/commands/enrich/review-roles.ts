import * as Flags from "@oclif/core/flags";
import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichReviewRoles extends ReportCommand {
  static override summary = "List files whose role somebody should say";
  static override examples = ["v7 enrich review-roles"];

  static override flags = {
    top: Flags.integer({ description: "How many.", helpValue: "N", min: 1, max: 10_000, default: 20 }),
  };

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichReviewRoles);
    return this.ask(flags, "review-roles", { limit: String(flags.top) });
  }
}
