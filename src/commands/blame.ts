import { Args } from "@oclif/core";
import { blame } from "../engine/audit/blame.ts";
import type { BlameOutput } from "../model/output/blame.ts";
import { renderBlame } from "../render/blame.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readFieldAddress } from "../model/read-address.ts";
import { clockOf } from "./shell/clock.ts";

export default class Blame extends V7Command<BlameOutput> {
  static override summary = "Say for each field which apply, commit and person its value comes from";
  static override examples = ["v7 blame task/1.1", "v7 blame task/1.1#status"];
  static override args = {
    address: Args.string({ description: "A resource, or one #field of it.", required: true }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<BlameOutput>> {
    const { args, flags } = await this.parse(Blame);
    const asked = readFieldAddress(args.address);
    const workspace = await this.workspace(flags);
    const answered = await blame(workspace, asked);
    return { ...answered, text: (screen) => renderBlame(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
