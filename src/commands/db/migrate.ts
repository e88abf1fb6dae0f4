import * as Flags from "@oclif/core/flags";
import { type MigrateOutcome, migrateDatabase } from "../../engine/database.ts";
import { exitCodes } from "../../model/failure.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbMigrate extends V7Command {
  static override summary = "Bring the schema up to date, in one transaction";
  static override examples = ["v7 db migrate --check", "v7 db migrate --approved"];
  static override flags = {
    approved: Flags.boolean({ description: "Consent; needed on every server but the embedded one." }),
    check: Flags.boolean({ description: "Write nothing; exit 2 when migrations are pending." }),
  };

  protected override async execute(): Promise<CommandResult> {
    const { flags } = await this.parse(DbMigrate);
    const workspace = await this.workspace(flags);
    const outcome = await migrateDatabase(workspace, { approved: flags.approved, check: flags.check });
    return {
      json: outcome,
      text: `Database: ${workspace.describeDatabase("write")}\n${outcomeText(outcome)}`,
      exitCode: outcome.pending.length > 0 ? exitCodes.changes : exitCodes.ok,
    };
  }
}

function outcomeText({ from, to, pending, applied }: MigrateOutcome): string {
  if (pending.length > 0) return [...pending.map((name) => `+ ${name}`), `Pending: ${pending.length}.`].join("\n");
  if (applied.length === 0) return `Schema ${to} is up to date.`;
  return [...applied.map((name) => `+ ${name}`), `Migrated: schema ${from} → ${to}.`].join("\n");
}
