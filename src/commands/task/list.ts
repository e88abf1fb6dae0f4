import * as Flags from "@oclif/core/flags";
import { listTasks } from "../../engine/look/tasks.ts";
import type { TaskListOutput } from "../../model/output/task-list.ts";
import { renderResources } from "../../render/graph.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class TaskList extends V7Command<TaskListOutput> {
  static override summary = "List the tasks as the documents declare them";
  static override examples = [
    "v7 task list",
    'v7 task list --phase 1 --status pending --persona "Layer 1 Data Sentinel"',
  ];
  static override flags = {
    phase: Flags.string({ description: "Only this phase's.", helpValue: "PHASE" }),
    status: Flags.string({ description: "Only those of this status.", helpValue: "STATUS" }),
    persona: Flags.string({ description: "Only those that this persona does.", helpValue: "PERSONA" }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<TaskListOutput>> {
    const { flags } = await this.parse(TaskList);
    const answered = await listTasks(await this.workspace(flags), {
      phase: flags.phase === undefined ? undefined : readName("phase", flags.phase),
      status: flags.status,
      persona: flags.persona,
    });
    return { ...answered, text: (screen) => renderResources(answered.output.tasks, screen) };
  }
}
