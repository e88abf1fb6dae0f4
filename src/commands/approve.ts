import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { approve, revoke } from "../engine/approvals/approvals.ts";
import type { ApproveOutput } from "../model/output/approve.ts";
import { renderApproved } from "../render/plan/approvals-text.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { asWord, noteWord } from "./shell/common-flags.ts";

export default class Approve extends V7Command<ApproveOutput> {
  static override summary = "Agree to a plan, as the persona your database login speaks for";
  static override examples = ['v7 approve 3f9a1c --note "Reviewed with the team"', "v7 approve 3f9a1c --revoke"];
  static override args = {
    plan: Args.string({ description: "A plan file, or the first digits of a plan's id.", required: true }),
  };
  static override flags = {
    as: Flags.string({ ...asWord, description: "One persona, where you speak for several." }),
    note: Flags.string({ ...noteWord, description: "What to remember with it." }),
    revoke: Flags.boolean({ description: "Take back what you approved." }),
  };

  protected override async execute(): Promise<CommandResult<ApproveOutput>> {
    const { args, flags } = await this.parse(Approve);
    const workspace = await this.workspace(flags);
    const request = { plan: args.plan, persona: flags.as, note: flags.note };
    const answered = await (flags.revoke ? revoke : approve)(workspace, request);
    return { ...answered, text: () => renderApproved(this.shown(answered.output)) };
  }
}
