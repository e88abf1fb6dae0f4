import { exitCodes } from "../../model/codes/exits.ts";
import type { IndexStatusRow } from "../../model/search-index.ts";
import { renderIndexStatus } from "../../render/search-index.ts";
import { type IndexStatus, indexStatus } from "../../search/status.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class IndexStatusCommand extends V7Command<IndexStatusRow> {
  static override summary = "Show what the search index holds and how far it lags; exit 1 when it is damaged";
  static override examples = ["v7 index status"];

  protected override async execute(): Promise<CommandResult<IndexStatusRow>> {
    const { flags } = await this.parse(IndexStatusCommand);
    const workspace = await this.workspace(flags);
    const row = statusRow(await indexStatus(workspace));
    return {
      output: row,
      text: () => renderIndexStatus(row, workspace.config.timezone),
      exitCode: row.state === "damaged" ? exitCodes.error : exitCodes.ok,
    };
  }
}

function statusRow({ state, manifest, lag, bytes }: IndexStatus): IndexStatusRow {
  return {
    state,
    documents: manifest?.sources ?? null,
    chunks: manifest?.chunks ?? null,
    embedder: manifest?.embedder ?? null,
    synced_at: manifest?.syncedAt ?? null,
    index_lag: lag,
    bytes,
    withheld: manifest?.withheld ?? [],
  };
}
