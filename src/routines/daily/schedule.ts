import { type Answer, answer } from "../../model/answer.ts";
import type { DailyUnitsOutput } from "../../model/output/daily-units.ts";
import { packagePath } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { installDaily } from "./install.ts";
import { dailyUnits, type Scheduler } from "./units.ts";

export interface ScheduleRequest {
  readonly scheduler: Scheduler;
  /** Install the units for the current user, instead of only telling them. */
  readonly write: boolean;
}

/** What a scheduler needs to run `v7 daily` every day, installed where that is asked for. */
export async function scheduleDaily(
  { system, repository, variable }: Workspace,
  { scheduler, write }: ScheduleRequest,
): Promise<Answer<DailyUnitsOutput>> {
  const command = { node: process.execPath, v7: packagePath("bin/run.js"), root: repository.root };
  const written = write ? await installDaily(scheduler, command, { system, variable }) : [];
  return answer({ scheduler, units: dailyUnits(scheduler, command), written });
}
