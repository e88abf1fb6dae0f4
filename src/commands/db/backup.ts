import * as Flags from "@oclif/core/flags";
import { backupDatabase } from "../../engine/database/backup.ts";
import type { DbBackupOutput } from "../../model/output/db-backup.ts";
import { renderBackup } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { isStandardOutput, shownOutput, writeOutput } from "../shell/output-file.ts";
import { shownPath } from "../shell/paths.ts";

export default class DbBackup extends V7Command<DbBackupOutput> {
  static override summary = "Export the database and test that the file can be restored";
  static override examples = ["v7 db backup", "v7 db backup -o /mnt/backups/today.sql"];
  static override flags = {
    output: Flags.string({
      char: "o",
      description: "The file to write; by default one beside git, and - is stdout.",
      helpValue: "FILE",
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DbBackupOutput>> {
    const { flags } = await this.parse(DbBackup);
    const workspace = await this.workspace(flags);
    const answered = await writeOutput(flags, this.printer, (file) => backupDatabase(workspace, { file }));
    const file = flags.output === undefined ? shownPath(answered.output.file) : shownOutput(flags.output);
    const isDataPrinted = isStandardOutput(flags.output);
    return { ...answered, isDataPrinted, text: () => renderBackup(this.shown(answered.output), { file }) };
  }
}
