import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { approve, type ApproveOutcome, revoke } from "../engine/approvals/approvals.ts";
import { renderApproved } from "../render/plan/approvals-text.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface ApproveKeys {
  readonly plan_id: string;
  readonly approved_by: string;
  readonly persona: string | null;
  /** ISO 8601; null: until it is used. */
  readonly expires_at: string | null;
  readonly missing: readonly string[];
  readonly distinct: boolean;
  readonly advisory: boolean;
}

export default class Approve extends V7Command<ApproveKeys> {
  static override summary = "Agree to a plan, as the persona your database login speaks for";
  static override examples = ['v7 approve 3f9a1c --note "Reviewed with the team"', "v7 approve 3f9a1c --revoke"];
  static override args = {
    plan: Args.string({ description: "A plan file, or the first digits of a plan's id.", required: true }),
  };
  static override flags = {
    as: Flags.string({ description: "One persona, where you speak for several.", helpValue: "PERSONA" }),
    note: Flags.string({ description: "What to remember with it.", helpValue: "TEXT" }),
    revoke: Flags.boolean({ description: "Take back what you approved." }),
  };

  protected override async execute(): Promise<CommandResult<ApproveKeys>> {
    const { args, flags } = await this.parse(Approve);
    const workspace = await this.workspace(flags);
    const request = {
      plan: args.plan,
      ...(flags.as === undefined ? {} : { persona: flags.as }),
      ...(flags.note === undefined ? {} : { note: flags.note }),
    };
    const outcome = await (flags.revoke ? revoke : approve)(workspace, request);
    const advisory = !workspace.database.separatesLogins;
    const view = { ...outcome, database: workspace.database.describe(), isRevoked: flags.revoke, isAdvisory: advisory };
    return { output: { ...keysOf(outcome), advisory }, text: () => renderApproved(view) };
  }
}

function keysOf({
  planId,
  approvedBy,
  personas,
  expiresAt,
  missing,
  distinct,
}: ApproveOutcome): Omit<ApproveKeys, "advisory"> {
  const persona = personas.length === 0 ? null : personas.join(", ");
  return { plan_id: planId, approved_by: approvedBy, persona, expires_at: expiresAt, missing, distinct };
}
