import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Unit } from "../../../model/output/daily-units.ts";
import { type DailyJob, dailyTime, jobName, wordsOf } from "../job.ts";
import type { Installed, InstallPlace, Scheduler } from "./scheduler.ts";
import { runTool } from "./tool.ts";
import { removeUnits, writeUnits } from "./unit-files.ts";

/** A timer and its service, of the person's own systemd. */
export const systemd: Scheduler = { tool: "systemctl", units, install, uninstall };

function units(job: DailyJob): Unit[] {
  const name = jobName(job.root);
  const service = [
    "[Unit]",
    `Description=v7 daily maintenance of ${textOf(job.root)}`,
    "",
    "[Service]",
    "Type=oneshot",
    `ExecStart=${wordsOf(job).map(wordOf).join(" ")}`,
    "Nice=10",
    "",
  ];
  const timer = [
    "[Unit]",
    `Description=v7 daily maintenance of ${textOf(job.root)}`,
    "",
    "[Timer]",
    `OnCalendar=*-*-* ${twoDigits(dailyTime.hour)}:${twoDigits(dailyTime.minute)}:00`,
    "# A run that was missed is made up for.",
    "Persistent=true",
    "",
    "[Install]",
    "WantedBy=timers.target",
    "",
  ];
  return [
    { name: `${name}.service`, text: service.join("\n") },
    { name: `${name}.timer`, text: timer.join("\n") },
  ];
}

async function install(job: DailyJob, place: InstallPlace): Promise<Installed> {
  const written = writeUnits(folderOf(place), units(job));
  await runTool(place.tool, ["--user", "daemon-reload"]);
  await runTool(place.tool, ["--user", "enable", "--now", `${jobName(job.root)}.timer`]);
  return { written, notes: place.staysWithoutSession ? [] : [sleepsText(place)] };
}

async function uninstall(root: string, place: InstallPlace): Promise<readonly string[]> {
  const name = jobName(root);
  const [folder, names] = [folderOf(place), [`${name}.service`, `${name}.timer`]];
  if (!names.some((unit) => existsSync(join(folder, unit)))) return [];
  await runTool(place.tool, ["--user", "disable", "--now", `${name}.timer`]);
  const removed = removeUnits(folder, names);
  await runTool(place.tool, ["--user", "daemon-reload"]);
  return removed;
}

/** Whether the person's systemd has the timer of a repository. */
export function isInstalledForSystemd(root: string, settings: string): boolean {
  return existsSync(join(folderOf({ settings }), `${jobName(root)}.timer`));
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
