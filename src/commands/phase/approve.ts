import * as Flags from "@oclif/core/flags";
import { editPhase } from "../../engine/edit/phase-verbs.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { type EditKeys, editResult } from "../shell/edit-result.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseApprove extends V7Command<EditKeys> {
  static override summary = "Set a phase to approved, with the persona that decided";
  static override examples = ['v7 phase approve 1 --by "The Architect"'];
  static override args = phaseArgs;
  static override flags = {
    by: Flags.string({ description: "The persona that decided.", helpValue: "PERSONA", required: true }),
    notes: Flags.string({ description: "What was said about it.", helpValue: "TEXT" }),
  };

  protected override async execute(): Promise<CommandResult<EditKeys>> {
    const { args, flags } = await this.parse(PhaseApprove);
    const workspace = await this.workspace(flags);
    const { by, notes } = flags;
    const action = { verb: "approve", by, ...(notes === undefined ? {} : { notes }) } as const;
    return editResult(await editPhase(workspace, readName("phase", args.phase), action));
  }
}
