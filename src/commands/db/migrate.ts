import * as Flags from "@oclif/core/flags";
import { type MigrateOutcome, migrateDatabase } from "../../engine/database/database.ts";
import { guestTableRows } from "../../model/guest.ts";
import { exitCodes } from "../../model/codes/exits.ts";
import { adoptionLines } from "../../render/adoption.ts";
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
    const { refusal, ...outcome } = await migrateDatabase(workspace, {
      approved: flags.approved,
      check: flags.check,
    });
    return {
      output: { ...outcome, adoptions: guestTableRows(outcome.adoptions) },
      text: `Database: ${workspace.database.describe("write")}\n${outcomeText(outcome)}${nextText(flags.check, outcome)}`,
      exitCode: outcome.pending.length > 0 ? exitCodes.changes : exitCodes.ok,
      ...(refusal === undefined ? {} : { problem: refusal }),
    };
  }
}

/** A refusal names the next command itself. */
function nextText(check: boolean, { pending }: Pick<MigrateOutcome, "pending">): string {
  return check && pending.length > 0 ? "\nNext: v7 db migrate --approved" : "";
}

function outcomeText({ from, to, pending, applied, adoptions }: Omit<MigrateOutcome, "refusal">): string {
  const listed = (names: readonly string[], summary: string): string =>
    [...names.map((name) => `+ ${name}`), ...adoptionLines(adoptions), summary].join("\n");
  if (pending.length > 0) return listed(pending, `Pending: ${pending.length}.`);
  if (applied.length === 0) return `Schema ${to} is up to date.`;
  return listed(applied, `Migrated: schema ${from} → ${to}.`);
}
