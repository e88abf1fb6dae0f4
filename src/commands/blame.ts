import { Args } from "@oclif/core";
import { blame } from "../engine/audit/history.ts";
import type { Address } from "../model/address.ts";
import type { BlameEntry } from "../model/history.ts";
import { renderBlame } from "../render/blame.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readFieldAddress } from "./shell/addresses.ts";

interface BlameKeys {
  readonly address: Address;
  readonly entries: readonly BlameEntry[];
}

export default class Blame extends V7Command<BlameKeys> {
  static override summary = "Say for each field which apply, commit and person its value comes from";
  static override examples = ["v7 blame task/1.1", "v7 blame task/1.1#status"];
  static override args = {
    address: Args.string({ description: "A resource, or one #field of it.", required: true }),
  };

  protected override async execute(): Promise<CommandResult<BlameKeys>> {
    const { args, flags } = await this.parse(Blame);
    const { address, field } = readFieldAddress(args.address);
    const workspace = await this.workspace(flags);
    const entries = await blame(workspace, address, field);
    return {
      output: { address, entries },
      text: () => renderBlame({ address, entries, now: workspace.now(), timeZone: workspace.config.timezone }),
    };
  }
}
