import { databaseGrants } from "../../engine/database/describe.ts";
import type { DbGrantsOutput } from "../../model/output/db-grants.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbGrants extends V7Command<DbGrantsOutput> {
  static override summary = "Print the SQL of v7's roles: v7_owner, v7_apply, v7_approve, v7_ro";
  static override examples = ['v7 db grants | psql "$(v7 db url)"'];

  protected override readonly worksAnywhere = true;

  protected override async execute(): Promise<CommandResult<DbGrantsOutput>> {
    const { flags } = await this.parse(DbGrants);
    const answered = await databaseGrants(await this.workspace(flags));
    return { ...answered, text: answered.output.sql };
  }
}
