import { listPhases } from "../../engine/look/list.ts";
import type { PhaseListOutput } from "../../model/output/phase-list.ts";
import { renderResources } from "../../render/graph.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class PhaseList extends V7Command<PhaseListOutput> {
  static override summary = "List the phases as the documents declare them";
  static override examples = ["v7 phase list"];

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<PhaseListOutput>> {
    const { flags } = await this.parse(PhaseList);
    const answered = await listPhases(await this.workspace(flags));
    return { ...answered, text: (screen) => renderResources(answered.output.phases, screen) };
  }
}
