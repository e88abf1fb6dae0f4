import * as Flags from "@oclif/core/flags";
import { editPhase } from "../../engine/edit/phase-verbs.ts";
import type { PhaseEditOutput } from "../../model/output/phase-edit.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { editResult } from "../shell/edit-result.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseRollback extends V7Command<PhaseEditOutput> {
  static override summary = "Set a phase to rolled_back, keep the reason, cancel its tasks";
  static override examples = ['v7 phase rollback 3 --reason "Enum mapping lost values"'];
  static override args = phaseArgs;
  static override flags = {
    reason: Flags.string({ description: "Why; kept among the blockers.", helpValue: "TEXT", required: true }),
  };

  protected override async execute(): Promise<CommandResult<PhaseEditOutput>> {
    const { args, flags } = await this.parse(PhaseRollback);
    const workspace = await this.workspace(flags);
    return editResult(
      await editPhase(workspace, { phase: readName("phase", args.phase), verb: "rollback", reason: flags.reason }),
    );
  }
}
