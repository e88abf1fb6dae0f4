import * as Flags from "@oclif/core/flags";
import { readDatabase } from "../../engine/database/query.ts";
import type { DbSqlOutput } from "../../model/output/db-sql.ts";
import { renderQuery } from "../../render/database.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbSql extends V7Command<DbSqlOutput> {
  static override summary = "Run one statement that only reads";
  static override examples = ['v7 db sql -c "SELECT phase_number, status FROM v7_migration_workflow"'];
  static override flags = {
    command: Flags.string({ char: "c", description: "The statement.", helpValue: "QUERY", required: true }),
  };

  protected override async execute(): Promise<CommandResult<DbSqlOutput>> {
    const { flags } = await this.parse(DbSql);
    const request = { statement: flags.command, limits: undefined };
    const answered = await readDatabase(await this.workspace(flags), request);
    return { ...answered, text: (screen) => renderQuery(this.shown(answered.output), screen) };
  }
}
