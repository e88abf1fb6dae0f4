import * as Flags from "@oclif/core/flags";
import { exportDatabase } from "../../engine/database/export.ts";
import type { DbExportOutput } from "../../model/output/db-export.ts";
import { renderExport } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DbExport extends V7Command<DbExportOutput> {
  static override summary = "Write everything v7 keeps in the database into one file";
  static override examples = ["v7 db export -o migration.sql"];
  static override flags = {
    output: Flags.string({ char: "o", description: "The file to write.", helpValue: "FILE", required: true }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DbExportOutput>> {
    const { flags } = await this.parse(DbExport);
    const file = flags.output;
    const answered = await exportDatabase(await this.workspace(flags), { file });
    return { ...answered, text: () => renderExport(answered.output, { file }) };
  }
}
