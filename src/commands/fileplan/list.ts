import * as Flags from "@oclif/core/flags";
import { fileSteps, listFilePlans } from "../../engine/look/file-plans.ts";
import type { FileplanListOutput } from "../../model/output/fileplan-list.ts";
import { renderFilePlans } from "../../render/file-plans.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class FileplanList extends V7Command<FileplanListOutput> {
  static override summary = "List what becomes of files; what is least far and weighs most first";
  static override examples = ["v7 fileplan list", "v7 fileplan list --status testing --phase 4"];
  static override flags = {
    status: Flags.option({ options: fileSteps, description: "Only those that are this far." })(),
    impact: Flags.integer({
      description: "Only those of this impact score, or a higher one.",
      helpValue: "SCORE",
      min: 0,
    }),
    phase: Flags.string({ description: "Only this phase's, and its tasks'.", helpValue: "PHASE" }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<FileplanListOutput>> {
    const { flags } = await this.parse(FileplanList);
    const { status, impact } = flags;
    const phase = flags.phase === undefined ? undefined : readName("phase", flags.phase);
    const answered = await listFilePlans(await this.workspace(flags), { status, impact, phase });
    return { ...answered, text: (screen) => renderFilePlans(this.shown(answered.output), screen) };
  }
}
