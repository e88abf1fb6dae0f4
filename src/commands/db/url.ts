import * as Flags from "@oclif/core/flags";
import { databaseUrl } from "../../engine/database/start.ts";
import type { DbUrlOutput } from "../../model/output/db-url.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbUrl extends V7Command<DbUrlOutput> {
  static override summary = "Print the database's URL for other programs, without a password";
  static override examples = ['psql "$(v7 db url)"', "v7 db url --read-only"];
  static override flags = { "read-only": Flags.boolean({ description: "The login that may only read." }) };

  protected override async execute(): Promise<CommandResult<DbUrlOutput>> {
    const { flags } = await this.parse(DbUrl);
    const answered = await databaseUrl(await this.workspace(flags), { readOnly: flags["read-only"] });
    return { ...answered, text: answered.output.url };
  }
}
