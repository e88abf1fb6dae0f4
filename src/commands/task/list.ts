import { listTasks } from "../../engine/look/list.ts";
import type { TaskListOutput } from "../../model/output/task-list.ts";
import { renderResources } from "../../render/graph.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class TaskList extends V7Command<TaskListOutput> {
  static override summary = "List the tasks as the documents declare them";
  static override examples = ["v7 task list"];

  protected override async execute(): Promise<CommandResult<TaskListOutput>> {
    const { flags } = await this.parse(TaskList);
    const answered = await listTasks(await this.workspace(flags));
    return { ...answered, text: () => renderResources(answered.output.tasks) };
  }
}
