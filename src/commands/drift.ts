import { findDrift } from "../routines/drift.ts";
import { type ExitCode, exitCodes } from "../model/codes/exits.ts";
import { isClean } from "../model/drift.ts";
import type { DriftOutput } from "../model/output/drift.ts";
import { renderDrift } from "../render/drift.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";

export default class Drift extends V7Command<DriftOutput> {
  static override summary =
    "Show what somebody changed outside v7, and machines that are not as declared; exit 2 when there is something";
  static override examples = ["v7 drift", "v7 drift --json"];

  protected override async execute(): Promise<CommandResult<DriftOutput>> {
    const { flags } = await this.parse(Drift);
    const workspace = await this.workspace(flags);
    const answered = await findDrift(workspace);
    const { output } = answered;
    return {
      ...answered,
      text: (screen) => renderDrift(this.shown(output), clockOf(workspace), screen),
      exitCode: exitOf(output),
    };
  }
}

function exitOf(output: DriftOutput): ExitCode {
  return isClean(output) ? exitCodes.ok : exitCodes.changes;
}
