import { Args } from "@oclif/core";
import { undo, type Undone } from "../engine/edit/undo.ts";
import type { UndoOutput } from "../model/output/undo.ts";
import { renderEdits } from "../render/edit.ts";
import type { Palette } from "../render/type/palette.ts";
import { renderPlan } from "../render/plan/plan-text.ts";
import { planViewOf } from "../render/plan/plan-view.ts";
import { type CommandResult, V7Command } from "./base.ts";
import type { Workspace } from "../workspace/workspace.ts";

export default class Undo extends V7Command<UndoOutput> {
  static override summary = "Edit the documents back to what they were before an apply, and plan that";
  static override examples = ["v7 undo 7c21e1"];
  static override args = {
    apply_id: Args.string({
      description: "The first digits of the apply's id; v7 history lists them.",
      required: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<UndoOutput>> {
    const { args, flags } = await this.parse(Undo);
    const workspace = await this.workspace(flags);
    const undone = await undo(workspace, { reference: args.apply_id });
    return { ...undone, text: (palette) => undoneText(workspace, undone, palette) };
  }
}

function undoneText(workspace: Workspace, { output, planned }: Undone, palette: Palette): string {
  const edits = renderEdits(output.diffs, undefined, palette);
  const clock = { now: workspace.now(), timeZone: workspace.config.timezone };
  return [edits, "", renderPlan(planViewOf(planned, clock), palette)].join("\n");
}
