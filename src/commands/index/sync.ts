import type { IndexSyncOutput } from "../../model/output/index-sync.ts";
import { renderIndexSync } from "../../render/search-index.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { refreshIndex } from "../../routines/refresh-index.ts";

export default class IndexSync extends V7Command<IndexSyncOutput> {
  static override summary = "Bring the search index to what is registered";
  static override description =
    "Records and scans first; then reads only files whose content moved. Files that hold secrets stay out.";
  static override examples = ["v7 index sync"];

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<IndexSyncOutput>> {
    const { flags } = await this.parse(IndexSync);
    const answered = await refreshIndex(await this.workspace(flags), {});
    return { ...answered, text: () => renderIndexSync(this.shown(answered.output)) };
  }
}
