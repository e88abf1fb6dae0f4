import { dependencyGraph } from "../../engine/look/graph.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { type ListedResource, listResources, listText } from "../shell/resource-list.ts";

export default class TaskList extends V7Command<{ readonly tasks: readonly ListedResource[] }> {
  static override summary = "List the tasks as the documents declare them";
  static override examples = ["v7 task list"];

  protected override async execute(): Promise<CommandResult<{ readonly tasks: readonly ListedResource[] }>> {
    const { flags } = await this.parse(TaskList);
    const tasks = listResources(await dependencyGraph(await this.workspace(flags)), "task");
    return { output: { tasks }, text: () => listText(tasks) };
  }
}
