import { editPhase } from "../../engine/edit/phase-verbs.ts";
import type { PhaseEditOutput } from "../../model/output/phase-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseComplete extends EditCommand<PhaseEditOutput> {
  static override summary = "Set a phase to completed in its document";
  static override examples = ["v7 phase complete 1"];
  static override args = phaseArgs;

  protected override async execute(): Promise<CommandResult<PhaseEditOutput>> {
    const { args, flags } = await this.parse(PhaseComplete);
    const workspace = await this.workspace(flags);
    return this.finish(
      workspace,
      await editPhase(workspace, { phase: readName("phase", args.phase), verb: "complete" }),
      flags,
    );
  }
}
