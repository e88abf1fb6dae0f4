import * as Flags from "@oclif/core/flags";
import type { Answer } from "../../model/answer.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { renderCarriedOut } from "../../render/carried-out.ts";
import { carryOut, consideringGates } from "../../routines/carry-out.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type CommandResult, type GlobalFlags, V7Command } from "../base.ts";
import { consentOf } from "./ask-approval.ts";
import { approvedWord } from "./common-flags.ts";

/** The flags of every verb that edits documents, beside those of all commands. */
export interface EditFlags extends GlobalFlags {
  readonly commit: boolean;
  readonly apply: boolean;
  readonly approved: boolean;
}

/** A verb that edits documents: it ends with the diff and the next command, or goes on to commit and to apply. */
export abstract class EditCommand<Output extends SetOutput = SetOutput> extends V7Command<Output> {
  static override baseFlags = {
    ...V7Command.baseFlags,
    commit: Flags.boolean({ description: "Commit the edit, and nothing else.", helpGroup: "EDIT" }),
    apply: Flags.boolean({
      description: "Then plan, ask and apply; nothing is written where a gate is closed.",
      helpGroup: "EDIT",
    }),
    approved: Flags.boolean({
      ...approvedWord,
      description: "Consent to that apply beforehand.",
      helpGroup: "EDIT",
      dependsOn: ["apply"],
    }),
  };

  protected override readonly rollsBack = true;

  /** With `--apply`, what a gate would refuse is not written. */
  protected override async workspace(flags: EditFlags): Promise<Workspace> {
    return consideringGates(await super.workspace(flags), flags);
  }

  /** What every verb ends with. */
  protected async finish(
    workspace: Workspace,
    edited: Answer<Output>,
    { commit, apply, approved, json }: EditFlags,
  ): Promise<CommandResult<Output>> {
    const consent = consentOf(workspace, json, this.printer);
    const answered = await carryOut(workspace, edited, { commit, apply, approved, consent });
    return { ...answered, text: (screen) => renderCarriedOut(this.shown(answered.output), workspace.now(), screen) };
  }
}
