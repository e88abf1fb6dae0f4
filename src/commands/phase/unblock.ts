import { editPhase } from "../../engine/edit/phase-verbs.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { type EditKeys, editResult } from "../shell/edit-result.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseUnblock extends V7Command<EditKeys> {
  static override summary = "Set a blocked phase back to in_progress; its blockers are solved";
  static override examples = ["v7 phase unblock 1"];
  static override args = phaseArgs;

  protected override async execute(): Promise<CommandResult<EditKeys>> {
    const { args, flags } = await this.parse(PhaseUnblock);
    const workspace = await this.workspace(flags);
    return editResult(await editPhase(workspace, readName("phase", args.phase), { verb: "unblock" }));
  }
}
