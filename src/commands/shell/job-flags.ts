import * as Flags from "@oclif/core/flags";
import type { DailyUnitsOutput } from "../../model/output/daily-units.ts";
import { renderUnits } from "../../render/daily.ts";
import type { JobTask } from "../../routines/jobs/job.ts";
import { scheduleJob, type SchedulerName, unscheduleJob } from "../../routines/jobs/schedule.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { CommandResult } from "../base.ts";

/** The flags of a command that a scheduler can run; `often` completes what they say: `every day`. */
export function jobFlags<Name extends SchedulerName>(schedulers: readonly Name[], often: string) {
  return {
    install: Flags.option({
      options: schedulers,
      description: `Print what this scheduler needs to run it ${often}.`,
    })(),
    write: Flags.boolean({ description: "Install that for you, the current user.", dependsOn: ["install"] }),
    uninstall: Flags.option({
      options: schedulers,
      description: "Take it out of this scheduler again.",
      exclusive: ["install"],
    })(),
  };
}

/** What `jobFlags` were given. */
export interface JobWords {
  readonly install?: SchedulerName | undefined;
  readonly write: boolean;
  readonly uninstall?: SchedulerName | undefined;
}

/** Installs or takes out a job where that is asked for; undefined: the command is to do its own. */
export async function scheduled(
  workspace: Workspace,
  task: JobTask,
  { install, write, uninstall }: JobWords,
): Promise<CommandResult<DailyUnitsOutput> | undefined> {
  if (install === undefined && uninstall === undefined) return undefined;
  const { output, problem } =
    install === undefined
      ? await unscheduleJob(workspace, { task, scheduler: uninstall ?? "systemd" })
      : await scheduleJob(workspace, { task, scheduler: install, write });
  return { output, problem, text: () => renderUnits(output, task) };
}
