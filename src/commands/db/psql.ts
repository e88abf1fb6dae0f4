import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { psqlCall } from "../../engine/database/psql.ts";
import type { DbPsqlOutput } from "../../model/output/db-psql.ts";
import { runAtTerminal } from "../../system/terminal-program.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbPsql extends V7Command<DbPsqlOutput> {
  static override summary = "Start psql on the database; exits as psql does";
  static override description = "With --json it says what would be started, and starts nothing.";
  static override examples = ["v7 db psql", "v7 db psql --read-only", 'v7 db psql -- -c "SELECT 1" -At'];
  static override strict = false;
  static override args = { "word…": Args.string({ description: "Behind --: psql's own words." }) };
  static override flags = { "read-only": Flags.boolean({ description: "As the login that may only read." }) };

  protected override async execute(): Promise<CommandResult<DbPsqlOutput>> {
    const { argv, flags } = await this.parse(DbPsql);
    const workspace = await this.workspace(flags);
    const { call, ...answered } = await psqlCall(workspace, {
      readOnly: flags["read-only"],
      words: argv.map(String),
    });
    if (flags.json) return { ...answered, text: "" };
    return { ...answered, text: "", exitCode: await this.handingOver(() => runAtTerminal(call)) };
  }
}
