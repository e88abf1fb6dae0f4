import { dependencyGraph } from "../../engine/look/graph.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { type ListedResource, listResources, listText } from "../shell/resource-list.ts";

export default class PhaseList extends V7Command<{ readonly phases: readonly ListedResource[] }> {
  static override summary = "List the phases as the documents declare them";
  static override examples = ["v7 phase list"];

  protected override async execute(): Promise<CommandResult<{ readonly phases: readonly ListedResource[] }>> {
    const { flags } = await this.parse(PhaseList);
    const phases = listResources(await dependencyGraph(await this.workspace(flags)), "phase");
    return { output: { phases }, text: () => listText(phases) };
  }
}
