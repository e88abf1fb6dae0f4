import { showPhase } from "../../engine/look/show.ts";
import type { PhaseShowOutput } from "../../model/output/phase-show.ts";
import { renderShow } from "../../render/show.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseShow extends V7Command<PhaseShowOutput> {
  static override summary = "Show a phase as declared, as applied and as its row stands";
  static override examples = ["v7 phase show 1"];
  static override args = phaseArgs;

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<PhaseShowOutput>> {
    const { args, flags } = await this.parse(PhaseShow);
    const answered = await showPhase(await this.workspace(flags), { phase: readName("phase", args.phase) });
    return { ...answered, text: (screen) => renderShow(this.shown(answered.output), screen) };
  }
}
