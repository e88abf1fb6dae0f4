import { editPhase } from "../../engine/edit/phase-verbs.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { type EditKeys, editResult } from "../shell/edit-result.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseStart extends V7Command<EditKeys> {
  static override summary = "Set a phase to in_progress in its document";
  static override examples = ["v7 phase start 1"];
  static override args = phaseArgs;

  protected override async execute(): Promise<CommandResult<EditKeys>> {
    const { args, flags } = await this.parse(PhaseStart);
    const workspace = await this.workspace(flags);
    return editResult(await editPhase(workspace, readName("phase", args.phase), { verb: "start" }));
  }
}
