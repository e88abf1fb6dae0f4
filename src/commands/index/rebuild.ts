import type { IndexSyncOutput } from "../../model/output/index-sync.ts";
import { renderIndexSync } from "../../render/search-index.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { refreshIndex } from "../../routines/refresh-index.ts";

export default class IndexRebuild extends V7Command<IndexSyncOutput> {
  static override summary = "Make the search index anew";
  static override description =
    "The old index is searched until the new one is full. Needed when its files are damaged.";
  static override examples = ["v7 index rebuild"];

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<IndexSyncOutput>> {
    const { flags } = await this.parse(IndexRebuild);
    const answered = await refreshIndex(await this.workspace(flags), { rebuild: true });
    return { ...answered, text: () => renderIndexSync(this.shown(answered.output)) };
  }
}
