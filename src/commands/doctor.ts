import { examine } from "../routines/doctor.ts";
import type { DoctorCheck } from "../model/doctor.ts";
import { exitCodes } from "../model/codes/exits.ts";
import { renderDoctor } from "../render/doctor.ts";
import { indexChecks } from "../search/status.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface DoctorKeys {
  readonly checks: readonly DoctorCheck[];
}

export default class Doctor extends V7Command<DoctorKeys> {
  static override summary = "Check everything a support person would ask about; exit 1 when something is broken";
  static override examples = ["v7 doctor"];

  protected override async execute(): Promise<CommandResult<DoctorKeys>> {
    const { flags } = await this.parse(Doctor);
    const workspace = await this.workspace(flags);
    const checks = [...(await examine(workspace)), ...(await indexChecks(workspace))];
    return {
      output: { checks },
      text: (palette) => renderDoctor(checks, palette),
      exitCode: checks.some(({ status }) => status === "fail") ? exitCodes.error : exitCodes.ok,
    };
  }
}
