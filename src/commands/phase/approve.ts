import * as Flags from "@oclif/core/flags";
import { editPhase } from "../../engine/edit/phase-verbs.ts";
import type { PhaseEditOutput } from "../../model/output/phase-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { phaseArgs } from "../shell/verb-args.ts";
import { asWord, noteWord } from "../shell/common-flags.ts";

export default class PhaseApprove extends EditCommand<PhaseEditOutput> {
  static override summary = "Set a phase to approved, with the persona that decided";
  static override examples = ['v7 phase approve 1 --as "The Architect"'];
  static override args = phaseArgs;
  static override flags = {
    as: Flags.string({ ...asWord, description: "The persona that decided.", required: true }),
    note: Flags.string({ ...noteWord, description: "What was said about it." }),
  };

  protected override async execute(): Promise<CommandResult<PhaseEditOutput>> {
    const { args, flags } = await this.parse(PhaseApprove);
    const workspace = await this.workspace(flags);
    const { as: by, note: notes } = flags;
    return this.finish(
      workspace,
      await editPhase(workspace, { phase: readName("phase", args.phase), verb: "approve", by, notes }),
      flags,
    );
  }
}
