import * as Flags from "@oclif/core/flags";
import { editTask } from "../../engine/edit/task-verbs.ts";
import type { TaskEditOutput } from "../../model/output/task-edit.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { editResult } from "../shell/edit-result.ts";
import { taskArgs } from "../shell/verb-args.ts";

export default class TaskBlock extends V7Command<TaskEditOutput> {
  static override summary = "Set a task to blocked, with what blocks it";
  static override examples = ['v7 task block 1.2 --issue "Waits for access"'];
  static override args = taskArgs;
  static override flags = {
    issue: Flags.string({ description: "What blocks the task.", helpValue: "TEXT", required: true }),
  };

  protected override async execute(): Promise<CommandResult<TaskEditOutput>> {
    const { args, flags } = await this.parse(TaskBlock);
    const workspace = await this.workspace(flags);
    return editResult(
      await editTask(workspace, { task: readName("task", args.task), verb: "block", issue: flags.issue }),
    );
  }
}
