import { Args } from "@oclif/core";
import { undo, type Undone } from "../engine/edit/undo.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Address } from "../model/address.ts";
import { renderEdits } from "../render/edit.ts";
import type { Palette } from "../render/type/palette.ts";
import { renderPlan } from "../render/plan/plan-text.ts";
import { planViewOf } from "../render/plan/plan-view.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface UndoKeys {
  readonly files: readonly string[];
  /** Null when the edits leave nothing to apply. */
  readonly plan_id: string | null;
  readonly changed: readonly Address[];
}

export default class Undo extends V7Command<UndoKeys> {
  static override summary = "Edit the documents back to what they were before an apply, and plan that";
  static override examples = ["v7 undo 7c21e1"];
  static override args = {
    apply_id: Args.string({
      description: "The first digits of the apply's id; v7 history lists them.",
      required: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<UndoKeys>> {
    const { args, flags } = await this.parse(Undo);
    const workspace = await this.workspace(flags);
    const undone = await undo(workspace, args.apply_id);
    const { edited, planned } = undone;
    return {
      output: {
        files: edited.files.map(({ file }) => file),
        plan_id: planned.resource_changes.length === 0 ? null : planned.plan_id,
        changed: edited.changed,
      },
      text: (palette) => undoneText(workspace, undone, palette),
    };
  }
}

function undoneText(workspace: Workspace, { edited, planned }: Undone, palette: Palette): string {
  const edits = renderEdits(edited.files, undefined, palette);
  const clock = { now: workspace.now(), timeZone: workspace.config.timezone };
  return [edits, "", renderPlan(planViewOf(planned, clock), palette)].join("\n");
}
