import * as Flags from "@oclif/core/flags";
import type { Answer } from "../model/answer.ts";
import type { DailyUnitsOutput } from "../model/output/daily-units.ts";
import type { DailyOutput } from "../model/output/daily.ts";
import { renderDaily, renderUnits } from "../render/daily.ts";
import { maintain } from "../routines/daily/maintain.ts";
import { dailyTask as task } from "../routines/jobs/job.ts";
import { scheduleJob, schedulerNames, unscheduleJob } from "../routines/jobs/schedule.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";

export default class Daily extends V7Command<DailyOutput | DailyUnitsOutput> {
  static override summary = "Do the daily maintenance, or have a scheduler do it: needs no network and no model";
  static override examples = [
    "v7 daily",
    "v7 daily --install systemd",
    "v7 daily --install cron --write",
    "v7 daily --uninstall cron",
  ];
  static override flags = {
    install: Flags.option({
      options: schedulerNames,
      description: "Print what this scheduler needs to run it every day.",
    })(),
    write: Flags.boolean({ description: "Install that for you, the current user.", dependsOn: ["install"] }),
    uninstall: Flags.option({
      options: schedulerNames,
      description: "Take it out of this scheduler again.",
      exclusive: ["install"],
    })(),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DailyOutput | DailyUnitsOutput>> {
    const { flags } = await this.parse(Daily);
    const workspace = await this.workspace(flags);
    if (flags.install !== undefined)
      return told(await scheduleJob(workspace, { task, scheduler: flags.install, write: flags.write }));
    if (flags.uninstall !== undefined)
      return told(await unscheduleJob(workspace, { task, scheduler: flags.uninstall }));
    const answered = await maintain(workspace);
    return { ...answered, text: (screen) => renderDaily(this.shown(answered.output), clockOf(workspace), screen) };
  }
}

function told(answered: Answer<DailyUnitsOutput>): CommandResult<DailyUnitsOutput> {
  return { ...answered, text: () => renderUnits(answered.output, task.name) };
}
