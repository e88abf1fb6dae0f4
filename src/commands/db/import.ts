import * as Flags from "@oclif/core/flags";
import { Args } from "@oclif/core";
import { importDatabase } from "../../engine/database/import.ts";
import type { DbImportOutput } from "../../model/output/db-import.ts";
import { renderImport } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { approvedWord } from "../shell/common-flags.ts";

export default class DbImport extends V7Command<DbImportOutput> {
  static override summary = "Fill a new database with what v7 db export wrote, everything or nothing";
  static override examples = ["v7 db import migration.sql", "v7 db import migration.sql --approved"];
  static override args = { file: Args.string({ description: "The file to read.", required: true }) };
  static override flags = {
    approved: Flags.boolean({
      ...approvedWord,
      description: "Consent; needed on every server but the embedded one, and there when rows are replaced.",
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DbImportOutput>> {
    const { args, flags } = await this.parse(DbImport);
    const { file } = args;
    const answered = await importDatabase(await this.workspace(flags), { file, approved: flags.approved });
    return { ...answered, text: () => renderImport(this.shown(answered.output), { file }) };
  }
}
