import * as Flags from "@oclif/core/flags";
import { showPhase } from "../../engine/look/phase.ts";
import type { PhaseShowOutput } from "../../model/output/phase-show.ts";
import { renderPhase } from "../../render/phase.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { clockOf } from "../shell/clock.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseShow extends V7Command<PhaseShowOutput> {
  static override summary = "Show what a phase's gate waits for, its tasks and its three sides";
  static override description =
    "The gate is judged by the rows as they stand, or with a plan on top of them: --with now is what the documents make.";
  static override examples = ["v7 phase show 1", "v7 phase show 1 --with now"];
  static override args = phaseArgs;
  static override flags = {
    with: Flags.string({
      description: "Judge the gate with this plan on top: its id, a file, or now.",
      helpValue: "PLAN",
    }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<PhaseShowOutput>> {
    const { args, flags } = await this.parse(PhaseShow);
    const request = { phase: readName("phase", args.phase), with: flags.with };
    const workspace = await this.workspace(flags);
    const answered = await showPhase(workspace, request);
    return { ...answered, text: (screen) => renderPhase(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
