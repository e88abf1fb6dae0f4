import * as Flags from "@oclif/core/flags";
import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichBacklog extends ReportCommand {
  static override summary = "List projects to scan, by CodeGraphX's own formula";
  static override examples = ["v7 enrich backlog"];

  static override flags = {
    top: Flags.integer({ description: "How many.", helpValue: "N", min: 1, max: 10_000, default: 20 }),
    "min-lines": Flags.integer({
      description: "Lines of source that a project must have.",
      helpValue: "N",
      min: 0,
      default: 500,
    }),
  };

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichBacklog);
    return this.ask(flags, "backlog", { limit: String(flags.top), lines: String(flags["min-lines"]) });
  }
}
