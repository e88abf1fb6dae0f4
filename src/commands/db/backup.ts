import * as Flags from "@oclif/core/flags";
import { backupDatabase } from "../../engine/database/backup.ts";
import type { DbBackupOutput } from "../../model/output/db-backup.ts";
import { renderBackup } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { shownPath } from "../shell/paths.ts";

export default class DbBackup extends V7Command<DbBackupOutput> {
  static override summary = "Export the database and test that the file can be restored";
  static override examples = ["v7 db backup", "v7 db backup -o /mnt/backups/today.sql"];
  static override flags = {
    output: Flags.string({
      char: "o",
      description: "The file to write; by default one beside git.",
      helpValue: "FILE",
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DbBackupOutput>> {
    const { flags } = await this.parse(DbBackup);
    const answered = await backupDatabase(await this.workspace(flags), { file: flags.output });
    const file = flags.output ?? shownPath(answered.output.file);
    return { ...answered, text: () => renderBackup(answered.output, { file }) };
  }
}
