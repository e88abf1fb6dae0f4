import { stopDatabase } from "../../engine/database/database.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbDown extends V7Command {
  static override summary = "Stop the embedded server of this clone";
  static override examples = ["v7 db down"];

  protected override async execute(): Promise<CommandResult> {
    const { flags } = await this.parse(DbDown);
    const { stopped, pid = null } = await stopDatabase(await this.workspace(flags));
    return { output: { stopped, pid }, text: stopped ? "Stopped." : "It was not running." };
  }
}
