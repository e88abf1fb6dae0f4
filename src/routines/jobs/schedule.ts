import { dirname, join } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { DailyUnitsOutput } from "../../model/output/daily-units.ts";
import { lastingNode } from "../../system/lasting-node.ts";
import { packagePath } from "../../system/package-file.ts";
import { findProgram } from "../../system/find-program.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { dailyTask, isUsualFolder, type Job, type JobIdentity, type JobTask, wordsOf } from "./job.ts";
import { databaseNote } from "./environment.ts";
import { keepInstalledJob } from "../daily/installed-job.ts";
import { cron } from "./schedulers/cron.ts";
import { launchd } from "./schedulers/launchd.ts";
import type { InstallPlace, Scheduler } from "./schedulers/scheduler.ts";
import { isInstalledForSystemd, systemd } from "./schedulers/systemd.ts";

/** Who can start jobs. */
export type SchedulerName = DailyUnitsOutput["scheduler"];

const schedulers: { readonly [Name in SchedulerName]: Scheduler } = { systemd, launchd, cron };

export const schedulerNames = ["systemd", "launchd", "cron"] as const satisfies readonly SchedulerName[];

export interface ScheduleRequest {
  readonly task: JobTask;
  readonly scheduler: SchedulerName;
  /** Install the units for the current user, instead of only telling them. */
  readonly write: boolean;
}

/**
 * What a scheduler needs to run a job, every day or all the time, installed where that is asked for. V7-F031 when its tool is not
 * here, V7-F032 when the tool refuses, V7-F033 for a path that no scheduler takes.
 */
export async function scheduleJob(
  workspace: Workspace,
  { task, scheduler: name, write }: ScheduleRequest,
): Promise<Answer<DailyUnitsOutput>> {
  const scheduler = schedulers[name];
  const job = jobOf(workspace, task);
  requirePlainPaths(job);
  const { written, notes } = write
    ? await scheduler.install(job, placeOf(workspace, job, name))
    : { written: [], notes: [] };
  if (write && task.name === dailyTask.name) keepInstalledJob(workspace, name);
  const units = scheduler.units(job);
  return answer({ scheduler: name, units, written, removed: [], notes: [...databaseNote(workspace, job), ...notes] });
}

/** Takes a job of this repository out of a scheduler. */
export async function unscheduleJob(
  workspace: Workspace,
  { task, scheduler }: Omit<ScheduleRequest, "write">,
): Promise<Answer<DailyUnitsOutput>> {
  const job = { root: workspace.repository.root, task };
  const removed = await schedulers[scheduler].uninstall(job, placeOf(workspace, job, scheduler));
  if (task.name === dailyTask.name) keepInstalledJob(workspace, null);
  return answer({ scheduler, units: [], written: [], removed, notes: [] });
}

/** Whether the person's systemd is to start the daily run, and is gone while they are not logged in. */
export function isAsleepWithoutSession(workspace: Workspace): boolean {
  const { repository, system } = workspace;
  return isInstalledForSystemd(repository.root, settingsOf(workspace)) && !system.staysWithoutSession();
}

function jobOf(workspace: Workspace, task: JobTask): Job {
  const home = homeOf(workspace);
  const path = workspace.variable("PATH");
  const gitFolder = dirname(findProgram("git", path) ?? "/usr/bin/git");
  return {
    task,
    node: lastingNode(path),
    v7: packagePath("bin/run.js"),
    root: workspace.repository.root,
    environmentFile: join(home, ".config", "v7", `${task.name}.env`),
    gitFolder: isUsualFolder(gitFolder) ? undefined : gitFolder,
    logFolder: join(home, "Library", "Logs", "v7"),
  };
}

function placeOf(workspace: Workspace, { task }: JobIdentity, scheduler: SchedulerName): InstallPlace {
  const home = homeOf(workspace);
  return {
    home,
    settings: settingsOf(workspace),
    staysWithoutSession: workspace.system.staysWithoutSession(),
    account: workspace.system.account,
    tool: requireTool(workspace, task, scheduler),
  };
}

function settingsOf(workspace: Workspace): string {
  return workspace.variable("XDG_CONFIG_HOME") ?? join(homeOf(workspace), ".config");
}

function homeOf({ system, variable }: Workspace): string {
  return variable("HOME") ?? system.account.home;
}

function requireTool({ variable }: Workspace, task: JobIdentity["task"], name: SchedulerName): string {
  const { tool } = schedulers[name];
  const path = findProgram(tool, variable("PATH"));
  if (path !== undefined) return path;
  throw new Failure("V7-F031", `there is no ${tool} here`, { next: [`v7 ${task.name} --install ${name}`] });
}

/** A line break ends the line of a unit in its middle, and no property list holds any other control character. */
function requirePlainPaths(job: Job): void {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (!/[\u0000-\u001f\u007f]/.test([...wordsOf(job), job.logFolder].join(""))) return;
  throw new Failure("V7-F033", "a path with a control character cannot be given to a scheduler");
}
