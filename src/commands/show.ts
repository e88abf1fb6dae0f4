import { Args } from "@oclif/core";
import { showPlan } from "../engine/plan/plan-store.ts";
import { showResource } from "../engine/look/show.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Address, parseFieldAddress, segmentOf } from "../model/address.ts";
import { kindNotes } from "../engine/plan/make-plan.ts";
import type { ShowOutput } from "../model/output/show.ts";
import { renderPlan } from "../render/plan/plan-text.ts";
import { savedPlanView } from "../render/plan/plan-view.ts";
import { renderShow } from "../render/show.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Show extends V7Command {
  static override summary = "Show a resource as declared, as applied and as its row stands; or a saved plan";
  static override examples = ["v7 show task/1.2", "v7 show 3f9a1c"];
  static override args = {
    subject: Args.string({
      description: "An address, the first digits of a plan's id, or a plan file.",
      required: true,
    }),
  };

  protected override async execute(): Promise<CommandResult> {
    const { args, flags } = await this.parse(Show);
    const workspace = await this.workspace(flags);
    const address = parseFieldAddress(args.subject)?.address;
    const isAddress = address !== undefined && workspace.kinds.bySegment(segmentOf(address)) !== undefined;
    return isAddress ? showAddress(workspace, address) : showSavedPlan(workspace, args.subject);
  }
}

async function showAddress(workspace: Workspace, address: Address): Promise<CommandResult<ShowOutput>> {
  const answered = await showResource(workspace, { address });
  return { ...answered, text: (palette) => renderShow(answered.output, palette) };
}

async function showSavedPlan(workspace: Workspace, reference: string): Promise<CommandResult> {
  const { file } = await showPlan(workspace, reference);
  const view = savedPlanView({ ...file, kinds: kindNotes(workspace, file) }, { now: workspace.now() });
  return { output: { plan: file }, text: (palette) => renderPlan(view, palette) };
}
