import type { IndexSyncRow } from "../../model/search-index.ts";
import { renderIndexSync } from "../../render/search-index.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { refreshIndex } from "../../routines/refresh-index.ts";

export default class IndexSync extends V7Command<IndexSyncRow> {
  static override summary = "Bring the search index to what is registered";
  static override description =
    "Records and scans first; then reads only files whose content moved. Files that hold secrets stay out.";
  static override examples = ["v7 index sync"];

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<IndexSyncRow>> {
    const { flags } = await this.parse(IndexSync);
    const row = await refreshIndex(await this.workspace(flags), { rebuild: false, tell: this.tell });
    return { output: row, text: () => renderIndexSync(row) };
  }
}
