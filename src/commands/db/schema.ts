import * as Flags from "@oclif/core/flags";
import { databaseSchema } from "../../engine/database/describe.ts";
import type { DbSchemaOutput } from "../../model/output/db-schema.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbSchema extends V7Command<DbSchemaOutput> {
  static override summary = "Print the SQL of one seed's tables, with v7's additions labelled";
  static override examples = ["v7 db schema --seed directive-005"];
  static override flags = {
    seed: Flags.string({
      description: "directive-005, registry, aya or meta.",
      helpValue: "NAME",
      required: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<DbSchemaOutput>> {
    const { flags } = await this.parse(DbSchema);
    await this.workspace(flags);
    const answered = await databaseSchema({ seed: flags.seed });
    return { ...answered, text: answered.output.sql };
  }
}
