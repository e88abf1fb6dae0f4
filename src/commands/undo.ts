import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { undo } from "../engine/edit/undo.ts";
import { Failure } from "../model/failure.ts";
import type { UndoOutput } from "../model/output/undo.ts";
import { renderUndone } from "../render/undo.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";

export default class Undo extends V7Command<UndoOutput> {
  static override summary = "Edit the documents back to what they were before an apply, and plan that";
  static override examples = ["v7 undo 7c21e1", "v7 undo --last"];
  static override args = {
    apply_id: Args.string({
      description: "The first digits of the apply's id; v7 history lists them.",
    }),
  };
  static override flags = { last: Flags.boolean({ description: "Take back the newest apply." }) };

  protected override async execute(): Promise<CommandResult<UndoOutput>> {
    const { args, flags } = await this.parse(Undo);
    const reference = readReference(args.apply_id, flags.last);
    const workspace = await this.workspace(flags);
    const answered = await undo(workspace, { reference });
    return { ...answered, text: (screen) => renderUndone(this.shown(answered.output), clockOf(workspace), screen) };
  }
}

/** One of the two says which apply is meant; both might contradict each other. */
function readReference(typed: string | undefined, isLast: boolean): string | null {
  if (isLast && typed === undefined) return null;
  if (!isLast && typed !== undefined) return typed;
  const message = isLast ? "--last names the newest apply, and an APPLY_ID was given too" : "missing APPLY_ID";
  throw new Failure(isLast ? "V7-C004" : "V7-C001", message, { next: ["v7 undo --last", "v7 history"] });
}
