import type { DailyUnitsOutput } from "../model/output/daily-units.ts";
import type { MaintainOutput } from "../model/output/maintain.ts";
import { renderMaintain } from "../render/maintain.ts";
import { maintainTask } from "../routines/jobs/job.ts";
import { schedulerNames } from "../routines/jobs/schedule.ts";
import { maintainDatabase } from "../routines/maintain.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { jobFlags, scheduled } from "./shell/job-flags.ts";

export default class Maintain extends V7Command<MaintainOutput | DailyUnitsOutput> {
  static override summary = "Roll up old measurements, and let go what was kept long enough";
  static override examples = ["v7 maintain", "v7 maintain --install systemd --write"];
  static override flags = jobFlags(schedulerNames, "every day");

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<MaintainOutput | DailyUnitsOutput>> {
    const { flags } = await this.parse(Maintain);
    const workspace = await this.workspace(flags);
    const told = await scheduled(workspace, maintainTask, flags);
    if (told !== undefined) return told;
    const answered = await maintainDatabase(workspace);
    return { ...answered, text: () => renderMaintain(this.shown(answered.output)) };
  }
}
