import { Args } from "@oclif/core";
import { undo } from "../engine/edit/undo.ts";
import type { UndoOutput } from "../model/output/undo.ts";
import { renderUndone } from "../render/undo.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";

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
    const answered = await undo(workspace, { reference: args.apply_id });
    return { ...answered, text: (palette) => renderUndone(answered.output, clockOf(workspace), palette) };
  }
}
