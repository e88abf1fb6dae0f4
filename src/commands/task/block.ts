import * as Flags from "@oclif/core/flags";
import { editTask } from "../../engine/edit/task-verbs.ts";
import type { TaskEditOutput } from "../../model/output/task-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { taskArgs } from "../shell/verb-args.ts";

export default class TaskBlock extends EditCommand<TaskEditOutput> {
  static override summary = "Set a task to blocked, with what blocks it";
  static override examples = ['v7 task block 1.2 --issue "Waits for access"'];
  static override args = taskArgs;
  static override flags = {
    issue: Flags.string({ description: "What blocks the task.", helpValue: "TEXT", required: true }),
  };

  protected override async execute(): Promise<CommandResult<TaskEditOutput>> {
    const { args, flags } = await this.parse(TaskBlock);
    const workspace = await this.workspace(flags);
    return this.finish(
      workspace,
      await editTask(workspace, { task: readName("task", args.task), verb: "block", issue: flags.issue }),
      flags,
    );
  }
}
