import { listPhases } from "../../engine/look/phases.ts";
import type { PhaseListOutput } from "../../model/output/phase-list.ts";
import { renderPhases } from "../../render/phase.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class PhaseList extends V7Command<PhaseListOutput> {
  static override summary = "List the phases, what belongs to each, and its gate";
  static override examples = ["v7 phase list"];

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<PhaseListOutput>> {
    const { flags } = await this.parse(PhaseList);
    const answered = await listPhases(await this.workspace(flags));
    return { ...answered, text: (screen) => renderPhases(answered.output, screen) };
  }
}
