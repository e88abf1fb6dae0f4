import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { renumberTask } from "../../engine/edit/numbers/renumber.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { taskArgs } from "../shell/verb-args.ts";

export default class TaskRenumber extends EditCommand {
  static override summary = "Give a task another number: its row goes along, and every document that names it";
  static override description =
    "Of two tasks that took one number, as branches do, the one that came second gets the next free number; what names the number means the one that keeps it.";
  static override examples = ["v7 task renumber 1.5 1.7", "v7 task renumber 1.5 --file state/tasks/map-values.yaml"];
  static override args = {
    ...taskArgs,
    number: Args.string({ description: "Its new number; else the next free one.", required: false }),
  };
  static override flags = {
    file: Flags.string({ description: "Which of two tasks is meant: the file that declares it.", helpValue: "FILE" }),
  };

  protected override async execute(): Promise<CommandResult<SetOutput>> {
    const { args, flags } = await this.parse(TaskRenumber);
    const workspace = await this.workspace(flags);
    const request = {
      from: readName("task", args.task),
      to: args.number === undefined ? undefined : readName("task", args.number),
      file: this.typedPath(flags.file),
    };
    return this.finish(workspace, await renumberTask(workspace, request), flags);
  }
}
