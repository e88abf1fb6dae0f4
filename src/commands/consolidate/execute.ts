import * as Flags from "@oclif/core/flags";
import * as Args from "@oclif/core/args";
import type { ConsolidateExecuteOutput } from "../../model/output/consolidate-execute.ts";
import { renderExecution } from "../../render/consolidate.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { executeCopies } from "../../routines/copies.ts";
import { approvedWord } from "../shell/common-flags.ts";

export default class ConsolidateExecute extends V7Command<ConsolidateExecuteOutput> {
  static override summary = "Copy the files of an approved plan; originals stay as they are";
  static override description =
    "Each file is written under another name, read back, and only then gets its own, which must be free. It may be interrupted at any time: running it again does what is left.";
  static override examples = [
    "v7 consolidate execute downloads.json --approved",
    "v7 consolidate execute 3f9a1c --approved",
  ];
  static override args = {
    plan: Args.string({ description: "A plan file, or the first digits of a plan's id.", required: true }),
  };
  static override flags = {
    approved: Flags.boolean({ ...approvedWord, description: "Consent: without it nothing is copied." }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ConsolidateExecuteOutput>> {
    const { args, flags } = await this.parse(ConsolidateExecute);
    const answered = await executeCopies(await this.workspace(flags), { plan: args.plan, approved: flags.approved });
    return { ...answered, text: (screen) => renderExecution(this.shown(answered.output), screen) };
  }
}
