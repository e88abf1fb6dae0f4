import { startDatabase } from "../../engine/database/database.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbUp extends V7Command {
  static override summary = "Start the embedded server and bring its schema up to date";
  static override examples = ["v7 db up"];

  protected override async execute(): Promise<CommandResult> {
    const { flags } = await this.parse(DbUp);
    const { description, started, schema } = await startDatabase(await this.workspace(flags));
    return {
      output: { started, database: description, current: schema },
      text: `Database: ${escapeControls(description)}, schema ${schema}, ${started ? "started" : "up already"}.`,
    };
  }
}
