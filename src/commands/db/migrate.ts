import * as Flags from "@oclif/core/flags";
import { migrateDatabase } from "../../engine/database/migrate.ts";
import { type ExitCode, exitCodes } from "../../model/codes/exits.ts";
import type { DbMigrateOutput } from "../../model/output/db-migrate.ts";
import { renderMigration } from "../../render/database.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { approvedWord } from "../shell/common-flags.ts";

export default class DbMigrate extends V7Command<DbMigrateOutput> {
  static override summary = "Bring the schema up to date, in one transaction";
  static override examples = ["v7 db migrate --check", "v7 db migrate --sql", "v7 db migrate --approved"];
  static override flags = {
    approved: Flags.boolean({ ...approvedWord, description: "Consent; needed on every server but the embedded one." }),
    check: Flags.boolean({ description: "Write nothing; exit 2 when migrations are pending." }),
    sql: Flags.boolean({
      description: "Write nothing; print the statements that would run.",
      exclusive: ["approved", "check"],
    }),
  };

  protected override async execute(): Promise<CommandResult<DbMigrateOutput>> {
    const { flags } = await this.parse(DbMigrate);
    const { approved, check, sql } = flags;
    const answered = await migrateDatabase(await this.workspace(flags), { approved, check, sql });
    if (sql) return { ...answered, text: scriptText(answered.output) };
    return {
      ...answered,
      text: () => renderMigration(this.shown(answered.output), { refused: answered.problem !== null }),
      exitCode: exitOf(answered.output),
    };
  }
}

/** The statements alone, for psql or a file. */
function scriptText({ sql, to }: DbMigrateOutput): string {
  return sql === null || sql === "" ? `-- Schema ${to} is up to date: nothing would run.` : sql;
}

function exitOf({ pending }: DbMigrateOutput): ExitCode {
  return pending.length > 0 ? exitCodes.changes : exitCodes.ok;
}
