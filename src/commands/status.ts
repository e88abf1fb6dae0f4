import type { StatusOutput } from "../model/output/status.ts";
import { renderStatus } from "../render/status.ts";
import { readStatus } from "../routines/status.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";

export default class Status extends V7Command<StatusOutput> {
  static override summary = "Show where the migration stands and what to do next";
  static override examples = ["v7 status"];

  protected override async execute(): Promise<CommandResult<StatusOutput>> {
    const { flags } = await this.parse(Status);
    const workspace = await this.workspace(flags);
    const answered = await readStatus(workspace);
    return { ...answered, text: (screen) => renderStatus(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
