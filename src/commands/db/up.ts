import { startDatabase } from "../../engine/database/start.ts";
import type { DbUpOutput } from "../../model/output/db-up.ts";
import { renderStarted } from "../../render/database.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbUp extends V7Command<DbUpOutput> {
  static override summary = "Start the embedded server and bring its schema up to date";
  static override examples = ["v7 db up"];

  protected override async execute(): Promise<CommandResult<DbUpOutput>> {
    const { flags } = await this.parse(DbUp);
    const answered = await startDatabase(await this.workspace(flags));
    return { ...answered, text: () => renderStarted(this.shown(answered.output)) };
  }
}
