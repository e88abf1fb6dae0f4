import { type ExitCode, exitCodes } from "../../model/codes/exits.ts";
import type { IndexStatusOutput } from "../../model/output/index-status.ts";
import { renderIndexStatus } from "../../render/search-index.ts";
import { indexStatus } from "../../search/status.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class IndexStatus extends V7Command<IndexStatusOutput> {
  static override summary = "Show what the search index holds and how far it lags; exit 1 when it is damaged";
  static override examples = ["v7 index status"];

  protected override async execute(): Promise<CommandResult<IndexStatusOutput>> {
    const { flags } = await this.parse(IndexStatus);
    const workspace = await this.workspace(flags);
    const answered = await indexStatus(workspace);
    return {
      ...answered,
      text: () => renderIndexStatus(this.shown(answered.output), clockOf(workspace)),
      exitCode: exitCodeOf(answered.output),
    };
  }
}

function exitCodeOf({ state }: IndexStatusOutput): ExitCode {
  return state === "damaged" ? exitCodes.error : exitCodes.ok;
}
