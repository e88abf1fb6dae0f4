import { join } from "node:path";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { EnrichRunOutput } from "../../model/output/enrich-run.ts";
import { renderEnrichRun } from "../../render/enrich-run.ts";
import { runAction } from "../../routines/run-action.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { approvedWord } from "../shell/common-flags.ts";

export default class EnrichRun extends V7Command<EnrichRunOutput> {
  static override summary = "Run an action of the queue, once approved and if Policy allows its command";
  static override description =
    "Without --approved it only says what would run. The words are those of the queue, given to the program as they are; Policy's spec.commands must hold them, where * stands for one word.";
  static override examples = ["v7 enrich run 3", "v7 enrich run 3 --approved"];
  static override args = {
    action: Args.integer({ description: "Its number in v7 enrich next-actions.", required: true, min: 1 }),
  };
  static override flags = {
    approved: Flags.boolean({ ...approvedWord, description: "Consent: without it nothing is run." }),
  };

  protected override async execute(): Promise<CommandResult<EnrichRunOutput>> {
    const { args, flags } = await this.parse(EnrichRun);
    const own = { program: process.execPath, start: join(this.config.root, "bin", "run.js") };
    const workspace = await this.workspace(flags);
    const answered = await runAction(workspace, { id: args.action, approved: flags.approved, own });
    return { ...answered, text: () => renderEnrichRun(this.shown(answered.output)) };
  }
}
