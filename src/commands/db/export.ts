import * as Flags from "@oclif/core/flags";
import { exportDatabase } from "../../engine/database/export.ts";
import { renderExport } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { type ExportKeys, exportKeys, exportView } from "../shell/export-result.ts";

export default class DbExport extends V7Command<ExportKeys> {
  static override summary = "Write everything v7 keeps in the database into one file";
  static override examples = ["v7 db export -o migration.sql"];
  static override flags = {
    output: Flags.string({ char: "o", description: "The file to write.", helpValue: "FILE", required: true }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ExportKeys>> {
    const { flags } = await this.parse(DbExport);
    const exported = await exportDatabase(await this.workspace(flags), {
      file: flags.output,
      tell: this.tell,
    });
    return { output: exportKeys(exported), text: () => renderExport(exportView(exported)) };
  }
}
