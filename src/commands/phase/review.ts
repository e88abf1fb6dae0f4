import * as Flags from "@oclif/core/flags";
import { editPhase } from "../../engine/edit/phase-verbs.ts";
import { Failure } from "../../model/failure.ts";
import type { PhaseEditOutput } from "../../model/output/phase-edit.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { phaseArgs } from "../shell/verb-args.ts";

export default class PhaseReview extends EditCommand<PhaseEditOutput> {
  static override summary = "Hand a phase over for review, with its deliverables";
  static override examples = ["v7 phase review 1 --deliverable assessment_report=https://dart.ai/doc/xyz"];
  static override args = phaseArgs;
  static override flags = {
    deliverable: Flags.string({
      description: "A short key and where the result lies.",
      helpValue: "NAME=URL",
      multiple: true,
      multipleNonGreedy: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<PhaseEditOutput>> {
    const { args, flags } = await this.parse(PhaseReview);
    const workspace = await this.workspace(flags);
    const deliverables = Object.fromEntries((flags.deliverable ?? []).map(readDeliverable));
    return this.finish(
      workspace,
      await editPhase(workspace, { phase: readName("phase", args.phase), verb: "review", deliverables }),
      flags,
    );
  }
}

function readDeliverable(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new Failure("V7-C004", `--deliverable takes NAME=URL, not ${text}`);
}
