import { resolve } from "node:path";
import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { importDatabase } from "../../engine/database/import.ts";
import { renderImport, rowCount, type TableCount } from "../../render/export.ts";
import { type CommandResult, V7Command } from "../base.ts";

interface ImportKeys {
  readonly file: string;
  readonly row_count: number;
  readonly tables: readonly TableCount[];
  readonly replaced: readonly TableCount[];
  readonly lineage: string;
}

export default class DbImport extends V7Command<ImportKeys> {
  static override summary = "Fill a new database with what v7 db export wrote, everything or nothing";
  static override examples = ["v7 db import migration.sql", "v7 db import migration.sql --approved"];
  static override args = { file: Args.string({ description: "The file to read.", required: true }) };
  static override flags = {
    approved: Flags.boolean({
      description: "Consent; needed on every server but the embedded one, and there when rows are replaced.",
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ImportKeys>> {
    const { args, flags } = await this.parse(DbImport);
    const { file } = args;
    const { header, replaced, database } = await importDatabase(await this.workspace(flags), {
      file,
      approved: flags.approved,
      tell: this.tell,
    });
    const tables = header.tables.map(({ name, rows }) => ({ name, rows }));
    return {
      output: { file: resolve(file), row_count: rowCount(tables), tables, replaced, lineage: header.lineage },
      text: () => renderImport({ file, database, tables, replaced }),
    };
  }
}
