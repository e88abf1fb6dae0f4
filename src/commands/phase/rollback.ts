import * as Flags from "@oclif/core/flags";
import { editPhase } from "../../engine/edit/phase-verbs.ts";
import type { PhaseEditOutput } from "../../model/output/phase-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseRollback extends EditCommand<PhaseEditOutput> {
  static override summary = "Set a phase to rolled_back, keep the reason, cancel its tasks";
  static override examples = ['v7 phase rollback 3 --reason "Enum mapping lost values"'];
  static override args = phaseArgs;
  static override flags = {
    reason: Flags.string({ description: "Why; kept among the blockers.", helpValue: "TEXT", required: true }),
  };

  protected override async execute(): Promise<CommandResult<PhaseEditOutput>> {
    const { args, flags } = await this.parse(PhaseRollback);
    const workspace = await this.workspace(flags);
    return this.finish(
      workspace,
      await editPhase(workspace, { phase: readName("phase", args.phase), verb: "rollback", reason: flags.reason }),
      flags,
    );
  }
}
