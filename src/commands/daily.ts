import type { DailyUnitsOutput } from "../model/output/daily-units.ts";
import type { DailyOutput } from "../model/output/daily.ts";
import { renderDaily } from "../render/daily.ts";
import { maintain } from "../routines/daily/maintain.ts";
import { dailyTask } from "../routines/jobs/job.ts";
import { schedulerNames } from "../routines/jobs/schedule.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";
import { jobFlags, scheduled } from "./shell/job-flags.ts";

export default class Daily extends V7Command<DailyOutput | DailyUnitsOutput> {
  static override summary = "Do the daily maintenance, or have a scheduler do it: needs no network and no model";
  static override examples = [
    "v7 daily",
    "v7 daily --install systemd",
    "v7 daily --install cron --write",
    "v7 daily --uninstall cron",
  ];
  static override flags = jobFlags(schedulerNames, "every day");

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DailyOutput | DailyUnitsOutput>> {
    const { flags } = await this.parse(Daily);
    const workspace = await this.workspace(flags);
    const told = await scheduled(workspace, dailyTask, flags);
    if (told !== undefined) return told;
    const answered = await maintain(workspace);
    return { ...answered, text: (screen) => renderDaily(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
