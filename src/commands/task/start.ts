import { editTask } from "../../engine/edit/task-verbs.ts";
import type { TaskEditOutput } from "../../model/output/task-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { taskArgs } from "../shell/verb-args.ts";

export default class TaskStart extends EditCommand<TaskEditOutput> {
  static override summary = "Set a task to in_progress in its document";
  static override examples = ["v7 task start 1.1"];
  static override args = taskArgs;

  protected override async execute(): Promise<CommandResult<TaskEditOutput>> {
    const { args, flags } = await this.parse(TaskStart);
    const workspace = await this.workspace(flags);
    return this.finish(
      workspace,
      await editTask(workspace, { task: readName("task", args.task), verb: "start" }),
      flags,
    );
  }
}
