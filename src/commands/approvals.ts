import * as Flags from "@oclif/core/flags";
import { listApprovals, listPending } from "../engine/approvals/approvals.ts";
import type { ApprovalEntry, PendingPlan } from "../model/approval.ts";
import { renderApprovals, renderPending } from "../render/plan/approvals-text.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface ApprovalsKeys {
  readonly approvals: readonly ApprovalEntry[] | null;
  readonly pending: readonly PendingPlan[];
}

const shown = 50;

export default class Approvals extends V7Command<ApprovalsKeys> {
  static override summary = "Show which plans wait for approval, and who approved what";
  static override examples = ["v7 approvals", "v7 approvals --pending"];
  static override flags = {
    pending: Flags.boolean({ description: "Only plans that wait for somebody." }),
  };

  protected override async execute(): Promise<CommandResult<ApprovalsKeys>> {
    const { flags } = await this.parse(Approvals);
    const workspace = await this.workspace(flags);
    const pending = await listPending(workspace);
    const view = { database: workspace.database.describe(), now: workspace.now(), pending };
    if (flags.pending) return { output: { pending, approvals: null }, text: () => renderPending(view) };
    const approvals = await listApprovals(workspace, shown);
    return { output: { pending, approvals }, text: () => renderApprovals({ ...view, approvals }) };
  }
}
