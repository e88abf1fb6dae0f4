import type { IndexSyncRow } from "../../model/search-index.ts";
import { renderIndexSync } from "../../render/search-index.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { refreshIndex } from "../../routines/refresh-index.ts";

export default class IndexRebuild extends V7Command<IndexSyncRow> {
  static override summary = "Make the search index anew";
  static override description =
    "The old index is searched until the new one is full. Needed when its files are damaged.";
  static override examples = ["v7 index rebuild"];

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<IndexSyncRow>> {
    const { flags } = await this.parse(IndexRebuild);
    const row = await refreshIndex(await this.workspace(flags), { rebuild: true, tell: this.tell });
    return { output: row, text: () => renderIndexSync(row) };
  }
}
