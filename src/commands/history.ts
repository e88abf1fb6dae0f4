import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { history } from "../engine/audit/history.ts";
import type { HistoryOutput } from "../model/output/history.ts";
import { renderHistory } from "../render/history.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readAddress } from "../model/read-address.ts";
import { clockOf } from "./shell/clock.ts";
import { readMoment } from "./shell/durations.ts";

export default class History extends V7Command<HistoryOutput> {
  static override summary = "List applies and row changes, newest first";
  static override examples = ["v7 history", "v7 history task/1.2", "v7 history --outside --since 12h"];
  static override args = { address: Args.string({ description: "Every change of this resource." }) };
  static override flags = {
    since: Flags.string({ description: "Only what happened after this time, or within this span.", helpValue: "TIME" }),
    until: Flags.string({ description: "Only what happened before this time.", helpValue: "TIME" }),
    type: Flags.option({
      options: ["apply", "change", "refusal"] as const,
      description: "Only applies, only changes of rows, or only what was refused.",
    })(),
    app: Flags.string({ description: "Only what was done with this program, as psql.", helpValue: "NAME" }),
    outside: Flags.boolean({ description: "Only changes made outside v7." }),
    by: Flags.string({ description: "Only what this person or database role did.", helpValue: "NAME" }),
    limit: Flags.integer({ description: "How many entries.", default: 50, min: 1 }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<HistoryOutput>> {
    const { args, flags } = await this.parse(History);
    const workspace = await this.workspace(flags);
    const answered = await history(workspace, {
      address: args.address === undefined ? undefined : readAddress(args.address),
      since: flags.since === undefined ? undefined : readMoment("since", flags.since, clockOf(workspace)),
      until: flags.until === undefined ? undefined : readMoment("until", flags.until, clockOf(workspace)),
      type: flags.type,
      app: flags.app,
      outside: flags.outside,
      by: flags.by,
      limit: flags.limit,
    });
    return { ...answered, text: (screen) => renderHistory(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
