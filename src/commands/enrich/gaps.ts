import * as Flags from "@oclif/core/flags";
import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichGaps extends ReportCommand {
  static override summary = "List what is missing, stale, duplicated or risky";
  static override examples = ["v7 enrich gaps", "v7 enrich gaps --scope PRJ_Ingest --story"];

  static override flags = {
    scope: Flags.string({ description: "Only of this project.", helpValue: "PATH" }),
    story: Flags.boolean({ description: "Tell when gaps opened, were waived and closed, and why." }),
  };

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichGaps);
    return this.ask(
      flags,
      flags.story ? "gap-events" : "gaps",
      flags.scope === undefined ? {} : { scope: flags.scope },
    );
  }
}
