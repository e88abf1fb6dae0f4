import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { newTask } from "../../engine/edit/new-task.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { phaseArgs } from "../shell/verb-args.ts";
import { noteWord } from "../shell/common-flags.ts";

export default class TaskNew extends EditCommand {
  static override summary = "Write a document for a new task under the phase's next free number";
  static override examples = ['v7 task new 1 "Map enum values" --persona "Layer 1 Data Sentinel" --depends-on 1.1'];
  static override args = { ...phaseArgs, name: Args.string({ description: "What is to be done.", required: true }) };
  static override flags = {
    persona: Flags.string({ description: "Who does it.", helpValue: "PERSONA", required: true }),
    "depends-on": Flags.string({
      description: "A task that comes first; may be given several times.",
      helpValue: "TASK",
      multiple: true,
      multipleNonGreedy: true,
    }),
    note: Flags.string({ ...noteWord, description: "What whoever does it should know." }),
  };

  protected override async execute(): Promise<CommandResult<SetOutput>> {
    const { args, flags } = await this.parse(TaskNew);
    const workspace = await this.workspace(flags);
    const answered = await newTask(workspace, {
      phase: readName("phase", args.phase),
      name: args.name,
      persona: flags.persona,
      dependsOn: (flags["depends-on"] ?? []).map((name) => readName("task", name)),
      notes: flags.note,
    });
    return this.finish(workspace, answered, flags);
  }
}
