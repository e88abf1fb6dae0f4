import * as Flags from "@oclif/core/flags";
import type { ReportOutput } from "../../model/output/report.ts";
import type { CommandResult } from "../base.ts";
import { ReportCommand } from "../shell/report-command.ts";

export default class EnrichNextActions extends ReportCommand {
  static override summary = "List what should run next, and why";
  static override examples = ["v7 enrich next-actions --top 5", "v7 enrich next-actions --terms"];

  static override flags = {
    top: Flags.integer({ description: "How many.", helpValue: "N", min: 1, max: 10_000, default: 10 }),
    terms: Flags.boolean({ description: "Tell what each priority is made of." }),
  };

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { flags } = await this.parse(EnrichNextActions);
    return this.ask(flags, flags.terms ? "action-terms" : "next-actions", { limit: String(flags.top) });
  }
}
