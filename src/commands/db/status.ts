import * as Flags from "@oclif/core/flags";
import { databaseStatus } from "../../engine/database/describe.ts";
import { type ExitCode, exitCodes } from "../../model/codes/exits.ts";
import { hasErrors } from "../../model/finding.ts";
import type { DbStatusOutput } from "../../model/output/db-status.ts";
import { renderDatabaseStatus } from "../../render/database.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbStatus extends V7Command<DbStatusOutput> {
  static override summary = "Show the database and its schema; starts and changes nothing";
  static override examples = ["v7 db status", "v7 db status --verify"];
  static override flags = {
    verify: Flags.boolean({
      description: "Compare the schema with what the migrations make; exit 1 when it differs.",
      default: false,
    }),
  };

  protected override async execute(): Promise<CommandResult<DbStatusOutput>> {
    const { flags } = await this.parse(DbStatus);
    const answered = await databaseStatus(await this.workspace(flags), { verify: flags.verify });
    return {
      ...answered,
      text: (screen) => renderDatabaseStatus(this.shown(answered.output), screen),
      exitCode: exitOf(answered.output),
    };
  }
}

function exitOf({ findings }: DbStatusOutput): ExitCode {
  return hasErrors(findings) ? exitCodes.error : exitCodes.ok;
}
