import * as Flags from "@oclif/core/flags";
import { listApprovals } from "../engine/approvals/approvals.ts";
import type { ApprovalsOutput } from "../model/output/approvals.ts";
import { renderApprovals } from "../render/plan/approvals-text.ts";
import { type CommandResult, V7Command } from "./base.ts";

const shown = 50;

export default class Approvals extends V7Command<ApprovalsOutput> {
  static override summary = "Show which plans wait for approval, and who approved what";
  static override examples = ["v7 approvals", "v7 approvals --pending"];
  static override flags = {
    pending: Flags.boolean({ description: "Only plans that wait for somebody.", default: false }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ApprovalsOutput>> {
    const { flags } = await this.parse(Approvals);
    const workspace = await this.workspace(flags);
    const answered = await listApprovals(workspace, { pending: flags.pending, limit: shown });
    return { ...answered, text: (screen) => renderApprovals(this.shown(answered.output), workspace.now(), screen) };
  }
}
