import { stopDatabase } from "../../engine/database/start.ts";
import type { DbDownOutput } from "../../model/output/db-down.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbDown extends V7Command<DbDownOutput> {
  static override summary = "Stop the embedded server of this clone";
  static override examples = ["v7 db down"];

  protected override async execute(): Promise<CommandResult<DbDownOutput>> {
    const { flags } = await this.parse(DbDown);
    const answered = await stopDatabase(await this.workspace(flags));
    return { ...answered, text: () => (answered.output.stopped ? "Stopped." : "It was not running.") };
  }
}
