import { examine } from "../routines/doctor.ts";
import { type ExitCode, exitCodes } from "../model/codes/exits.ts";
import type { DoctorOutput } from "../model/output/doctor.ts";
import { renderDoctor } from "../render/doctor.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Doctor extends V7Command<DoctorOutput> {
  static override summary = "Check everything a support person would ask about; exit 1 when something is broken";
  static override examples = ["v7 doctor"];

  protected override readonly worksAnywhere = true;

  protected override async execute(): Promise<CommandResult<DoctorOutput>> {
    const { flags } = await this.parse(Doctor);
    const answered = await examine(await this.workspace(flags));
    const { output } = answered;
    return { ...answered, text: (screen) => renderDoctor(this.shown(output), screen), exitCode: exitOf(output) };
  }
}

function exitOf({ checks }: DoctorOutput): ExitCode {
  return checks.some(({ status }) => status === "fail") ? exitCodes.error : exitCodes.ok;
}
