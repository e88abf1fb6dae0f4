import * as Flags from "@oclif/core/flags";
import { targetGrants } from "../../enums/target-grants.ts";
import { databaseGrants } from "../../engine/database/describe.ts";
import type { DbGrantsOutput } from "../../model/output/db-grants.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbGrants extends V7Command<DbGrantsOutput> {
  static override summary = "Print the SQL of v7's roles: v7_owner, v7_apply, v7_approve, v7_ro; or of a target's two";
  static override examples = [
    'v7 db grants | psql "$(v7 db url)"',
    'v7 db grants --target app | psql "$APP_DATABASE_URL"',
  ];
  static override flags = {
    target: Flags.string({ description: "The roles for the enums of this target of v7.yaml.", helpValue: "NAME" }),
  };

  protected override readonly worksAnywhere = true;

  protected override async execute(): Promise<CommandResult<DbGrantsOutput>> {
    const { flags } = await this.parse(DbGrants);
    const workspace = await this.workspace(flags);
    const answered =
      flags.target === undefined ? await databaseGrants(workspace) : await targetGrants(workspace, flags.target);
    return { ...answered, text: answered.output.sql };
  }
}
