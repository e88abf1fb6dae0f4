import * as Flags from "@oclif/core/flags";
import { backupDatabase } from "../../engine/database/backup.ts";
import { backupFile } from "../../engine/database/export.ts";
import { Failure } from "../../model/failure.ts";
import { renderBackup } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { type ExportKeys, exportKeys, exportView } from "../shell/export-result.ts";
import { shownPath } from "../shell/paths.ts";

interface BackupKeys extends ExportKeys {
  readonly restore_tested: boolean;
  readonly because: string | null;
}

/** A nightly job must hear of it, though the file is there. */
function notTested(file: string): Failure {
  return new Failure("V7-B099", `${file} is written, and its restore was not tested`, {
    next: ["use a login that may create databases", `v7 db import ${file} into a database of your own`],
  });
}

export default class DbBackup extends V7Command<BackupKeys> {
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

  protected override async execute(): Promise<CommandResult<BackupKeys>> {
    const { flags } = await this.parse(DbBackup);
    const workspace = await this.workspace(flags);
    const file = flags.output ?? shownPath(await backupFile(workspace));
    const backup = await backupDatabase(workspace, { file, tell: this.tell });
    const { restoreTested, because } = backup;
    return {
      output: { ...exportKeys(backup), restore_tested: restoreTested, because: because ?? null },
      text: () => renderBackup({ ...exportView(backup), because }),
      ...(restoreTested ? {} : { problem: notTested(file) }),
    };
  }
}
