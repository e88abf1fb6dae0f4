import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { history } from "../engine/audit/history.ts";
import type { HistoryEntry } from "../model/history.ts";
import { renderHistory } from "../render/history.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readAddress } from "./shell/addresses.ts";
import { readMoment } from "./shell/durations.ts";

interface HistoryKeys {
  readonly entries: readonly HistoryEntry[];
}

export default class History extends V7Command<HistoryKeys> {
  static override summary = "List applies and row changes, newest first";
  static override examples = ["v7 history", "v7 history task/1.2", "v7 history --outside --since 12h"];
  static override args = { address: Args.string({ description: "Every change of this resource." }) };
  static override flags = {
    since: Flags.string({ description: "Only what happened after this time, or within this span.", helpValue: "TIME" }),
    outside: Flags.boolean({ description: "Only changes made outside v7." }),
    by: Flags.string({ description: "Only what this person or database role did.", helpValue: "NAME" }),
    limit: Flags.integer({ description: "How many entries.", default: 50, min: 1 }),
  };

  protected override async execute(): Promise<CommandResult<HistoryKeys>> {
    const { args, flags } = await this.parse(History);
    const workspace = await this.workspace(flags);
    const entries = await history(workspace, {
      outside: flags.outside,
      limit: flags.limit,
      ...(args.address === undefined ? {} : { address: readAddress(args.address) }),
      ...(flags.since === undefined ? {} : { since: readMoment("since", flags.since, workspace.now()) }),
      ...(flags.by === undefined ? {} : { by: flags.by }),
    });
    return {
      output: { entries },
      text: (palette) => renderHistory({ entries, timeZone: workspace.config.timezone }, palette),
    };
  }
}
