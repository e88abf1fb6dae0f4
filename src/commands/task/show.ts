import { showResource } from "../../engine/look/show.ts";
import { addressOf } from "../../model/address.ts";
import type { ShowOutput } from "../../model/output/show.ts";
import { renderShow } from "../../render/show.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { taskArgs } from "../shell/verb-args.ts";

export default class TaskShow extends V7Command<ShowOutput> {
  static override summary = "Show a task as declared, as applied and as its row stands";
  static override examples = ["v7 task show 1.2"];
  static override args = taskArgs;

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ShowOutput>> {
    const { args, flags } = await this.parse(TaskShow);
    const address = addressOf("task", readName("task", args.task));
    const answered = await showResource(await this.workspace(flags), { address });
    return { ...answered, text: (screen) => renderShow(this.shown(answered.output), screen) };
  }
}
