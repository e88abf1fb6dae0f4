import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Unit } from "../../../model/output/daily-units.ts";
import { dailyTask, type Job, type JobIdentity, jobName, type JobTime, wordsOf } from "../job.ts";
import type { Installed, InstallPlace, Scheduler } from "./scheduler.ts";
import { runTool } from "./tool.ts";
import { removeUnits, writeUnits } from "./unit-files.ts";

/** A timer and its service, of the person's own systemd. */
export const systemd: Scheduler = { tool: "systemctl", units, install, uninstall };

function units(job: Job): Unit[] {
  const { when } = job.task;
  return when === "always" ? [stayingService(job)] : [runningService(job), timerOf(job, when)];
}

function stayingService(job: Job): Unit {
  const lines = [
    ...headOf(job),
    "[Service]",
    execOf(job),
    "Restart=on-failure",
    "RestartSec=5",
    "",
    "[Install]",
    "WantedBy=default.target",
    "",
  ];
  return { name: `${jobName(job)}.service`, text: lines.join("\n") };
}

function runningService(job: Job): Unit {
  const lines = [...headOf(job), "[Service]", "Type=oneshot", execOf(job), "Nice=10", ""];
  return { name: `${jobName(job)}.service`, text: lines.join("\n") };
}

const days = { day: "*-*-*", monday: "Mon *-*-*", first: "*-*-01" } as const;

function timerOf(job: Job, { hour, minute, on }: JobTime): Unit {
  const lines = [
    ...headOf(job),
    "[Timer]",
    `OnCalendar=${days[on]} ${twoDigits(hour)}:${twoDigits(minute)}:00`,
    "# A run that was missed is made up for.",
    "Persistent=true",
    "",
    "[Install]",
    "WantedBy=timers.target",
    "",
  ];
  return { name: `${jobName(job)}.timer`, text: lines.join("\n") };
}

function headOf({ root, task }: Job): string[] {
  return ["[Unit]", `Description=v7 ${task.title} of ${textOf(root)}`, ""];
}

function execOf(job: Job): string {
  return `ExecStart=${wordsOf(job).map(wordOf).join(" ")}`;
}

/** What is enabled: it starts the rest. */
function starterOf(job: JobIdentity): string {
  return `${jobName(job)}.${job.task.name === "serve" ? "service" : "timer"}`;
}

async function install(job: Job, place: InstallPlace): Promise<Installed> {
  const written = writeUnits(folderOf(place), units(job));
  await runTool(place.tool, ["--user", "daemon-reload"]);
  await runTool(place.tool, ["--user", "enable", "--now", starterOf(job)]);
  return { written, notes: place.staysWithoutSession ? [] : [sleepsText(place)] };
}

async function uninstall(job: JobIdentity, place: InstallPlace): Promise<readonly string[]> {
  const name = jobName(job);
  const [folder, names] = [folderOf(place), [`${name}.service`, `${name}.timer`]];
  const there = names.filter((unit) => existsSync(join(folder, unit)));
  if (there.length === 0) return [];
  await runTool(place.tool, ["--user", "disable", "--now", starterOf(job)]);
  const removed = removeUnits(folder, there);
  await runTool(place.tool, ["--user", "daemon-reload"]);
  return removed;
}

/** Whether the person's systemd has the timer of a repository. */
export function isInstalledForSystemd(root: string, settings: string): boolean {
  return existsSync(join(folderOf({ settings }), `${jobName({ root, task: dailyTask })}.timer`));
}

function folderOf({ settings }: Pick<InstallPlace, "settings">): string {
  return join(settings, "systemd", "user");
}

function sleepsText({ account }: InstallPlace): string {
  return `It runs while you are logged in; at any time after: loginctl enable-linger ${account.name}`;
}

/** systemd expands `%` and, in commands, `$`; a quoted word escapes as C does. */
function wordOf(word: string): string {
  const escaped = word
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll("%", "%%")
    .replaceAll("$", "$$$$");
  return `"${escaped}"`;
}

function textOf(text: string): string {
  return text.replaceAll("%", "%%").replaceAll("\\", " ");
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
