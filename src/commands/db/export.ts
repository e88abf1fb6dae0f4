import * as Flags from "@oclif/core/flags";
import { exportDatabase } from "../../engine/database/export.ts";
import type { DbExportOutput } from "../../model/output/db-export.ts";
import { renderExport } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { isStandardOutput, shownOutput, writeOutput } from "../shell/output-file.ts";

export default class DbExport extends V7Command<DbExportOutput> {
  static override summary = "Write everything v7 keeps in the database into one file";
  static override examples = ["v7 db export -o migration.sql"];
  static override flags = {
    output: Flags.string({
      char: "o",
      description: "The file to write; - is stdout.",
      helpValue: "FILE",
      required: true,
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DbExportOutput>> {
    const { flags } = await this.parse(DbExport);
    const { output } = flags;
    const workspace = await this.workspace(flags);
    const answered = await writeOutput(flags, this.printer, (file = output) => exportDatabase(workspace, { file }));
    return {
      ...answered,
      isDataPrinted: isStandardOutput(output),
      text: () => renderExport(this.shown(answered.output), { file: shownOutput(output) }),
    };
  }
}
