import * as Flags from "@oclif/core/flags";
import { editPhase } from "../../engine/edit/phase-verbs.ts";
import type { PhaseEditOutput } from "../../model/output/phase-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseBlock extends EditCommand<PhaseEditOutput> {
  static override summary = "Set a phase to blocked, with what blocks it";
  static override examples = ['v7 phase block 1 --issue "No access to ALPHA" --severity high'];
  static override args = phaseArgs;
  static override flags = {
    issue: Flags.string({ description: "What blocks the phase.", helpValue: "TEXT", required: true }),
    severity: Flags.option({
      options: ["low", "medium", "high", "critical"] as const,
      default: "medium" as const,
      description: "How bad it is.",
    })(),
  };

  protected override async execute(): Promise<CommandResult<PhaseEditOutput>> {
    const { args, flags } = await this.parse(PhaseBlock);
    const workspace = await this.workspace(flags);
    const { issue, severity } = flags;
    return this.finish(
      workspace,
      await editPhase(workspace, { phase: readName("phase", args.phase), verb: "block", issue, severity }),
      flags,
    );
  }
}
