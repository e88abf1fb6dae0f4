import * as Flags from "@oclif/core/flags";
import { editTask } from "../../engine/edit/task-verbs.ts";
import type { TaskEditOutput } from "../../model/output/task-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { taskArgs } from "../shell/verb-args.ts";

export default class TaskComplete extends EditCommand<TaskEditOutput> {
  static override summary = "Set a task to completed, with its deliverables";
  static override examples = ["v7 task complete 1.1 --deliverable https://dart.ai/doc/xyz"];
  static override args = taskArgs;
  static override flags = {
    deliverable: Flags.string({
      description: "Where a result lies; may be given several times.",
      helpValue: "URL",
      multiple: true,
      multipleNonGreedy: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<TaskEditOutput>> {
    const { args, flags } = await this.parse(TaskComplete);
    const workspace = await this.workspace(flags);
    return this.finish(
      workspace,
      await editTask(workspace, {
        task: readName("task", args.task),
        verb: "complete",
        deliverables: flags.deliverable ?? [],
      }),
      flags,
    );
  }
}
