import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Unit } from "../../../model/output/daily-units.ts";
import { readTextFile } from "../../../system/text-file.ts";
import { type Job, type JobIdentity, jobName, type JobTime, wordsOf } from "../job.ts";
import type { Installed, InstallPlace, Scheduler } from "./scheduler.ts";
import { runTool, ToolRefusal } from "./tool.ts";
import { removeUnits, writeUnits } from "./unit-files.ts";

/** A job of the person's own launchd. */
export const launchd: Scheduler = { tool: "launchctl", units, install, uninstall };

function units(job: Job): Unit[] {
  return [{ name: `${labelOf(job)}.plist`, text: plistOf(job) }];
}

/** As launchd names its jobs. */
function labelOf(job: JobIdentity): string {
  return `org.v7.${jobName(job)}`;
}

function plistOf(job: Job): string {
  const words = wordsOf(job).map((word) => `    <string>${xmlText(word)}</string>`);
  const log = xmlText(join(job.logFolder, `${labelOf(job)}.log`));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    "<!-- Documents, Desktop, Downloads, iCloud Drive and other disks: System Settings, Privacy & Security,",
    `     Full Disk Access has to hold ${job.node.replaceAll("--", "- -")} -->`,
    '<plist version="1.0">',
    "<dict>",
    `  <key>Label</key><string>${labelOf(job)}</string>`,
    "  <key>ProgramArguments</key>",
    "  <array>",
    ...words,
    "  </array>",
    ...(job.task.when === "always" ? staying : timed(job.task.when)),
    ...(isRare(job.task) ? [] : ["  <key>RunAtLoad</key><true/>"]),
    `  <key>StandardOutPath</key><string>${log}</string>`,
    `  <key>StandardErrorPath</key><string>${log}</string>`,
    ...(job.task.when === "always" ? [] : inBackground),
    "</dict>",
    "</plist>",
    "",
  ].join("\n");
}

/** What runs once a week or a month is not run at each login besides. */
function isRare({ when }: Job["task"]): boolean {
  return when !== "always" && when.on !== "day";
}

const days = {
  day: "",
  monday: "<key>Weekday</key><integer>1</integer>",
  first: "<key>Day</key><integer>1</integer>",
} as const;

function timed({ hour, minute, on }: JobTime): string[] {
  const missed =
    on === "day"
      ? "Asleep at that time: it runs at waking up. Switched off: it runs at the next login, which does no harm twice."
      : "Asleep at that time: it runs at waking up.";
  return [
    `  <!-- ${missed} -->`,
    "  <key>StartCalendarInterval</key>",
    `  <dict>${days[on]}<key>Hour</key><integer>${hour}</integer><key>Minute</key><integer>${minute}</integer></dict>`,
  ];
}

/** Started again after a crash, not after somebody ended it. */
const staying = ["  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>"];

const inBackground = [
  "  <key>ProcessType</key><string>Background</string>",
  "  <key>Nice</key><integer>10</integer>",
  "  <key>LowPriorityIO</key><true/>",
];

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

async function install(job: Job, place: InstallPlace): Promise<Installed> {
  const [unit] = units(job);
  const folder = agentsOf(place);
  const wasThere = unit !== undefined && readTextFile(join(folder, unit.name)) === unit.text;
  mkdirSync(job.logFolder, { recursive: true });
  const written = writeUnits(folder, units(job));
  if (wasThere && (await isKnown(job, place))) return { written, notes: [] };
  await takeOut(job, place);
  const hasBegun = await bootstrap(place, written[0] ?? "");
  return { written, notes: hasBegun ? [] : [atNextLogin] };
}

async function uninstall(job: JobIdentity, place: InstallPlace): Promise<readonly string[]> {
  await takeOut(job, place);
  return removeUnits(agentsOf(place), [`${labelOf(job)}.plist`]);
}

function agentsOf({ home }: InstallPlace): string {
  return join(home, "Library", "LaunchAgents");
}

function domainOf({ account }: InstallPlace): string {
  return `gui/${account.uid ?? 0}`;
}

function isKnown(job: JobIdentity, place: InstallPlace): Promise<boolean> {
  return runTool(place.tool, ["print", `${domainOf(place)}/${labelOf(job)}`]).then(
    () => true,
    () => false,
  );
}

/** launchd answers before the job is gone, and one that runs keeps its name until it has ended. */
async function takeOut(job: JobIdentity, place: InstallPlace): Promise<void> {
  const wasKnown = await runTool(place.tool, ["bootout", `${domainOf(place)}/${labelOf(job)}`]).then(
    () => true,
    // Some versions say that they are at it.
    (error: unknown) => error instanceof ToolRefusal && isUnderWay(error),
  );
  if (!wasKnown) return;
  const until = performance.now() + patience;
  while (performance.now() < until && (await isKnown(job, place))) await pause(100);
}

/** How long a job may take to end, in milliseconds. */
const patience = 10_000;

/** False where the person's domain is not there: it is as long as they are logged in at the screen. */
async function bootstrap(place: InstallPlace, plist: string): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await runTool(place.tool, ["bootstrap", domainOf(place), plist]);
      return true;
    } catch (error) {
      if (!(error instanceof ToolRefusal)) throw error;
      if (isUnderWay(error)) return true;
      if (hasNoDomain(error)) return false;
      if (tries >= mostTries) throw error;
      await pause(300 * tries);
    }
  }
}

const mostTries = 3;

/** Known already, or about to be: EALREADY as macOS and as launchd number it. */
function isUnderWay({ status, message }: ToolRefusal): boolean {
  return status === 37 || status === 36 || /already (?:in progress|bootstrapped)/i.test(message);
}

function hasNoDomain({ status, message }: ToolRefusal): boolean {
  return status === 125 || /Domain does not support|Could not find (?:specified )?domain/i.test(message);
}

const atNextLogin =
  "You are not logged in at this Mac's screen: it starts at your next login there. Where nobody logs in: v7 daily --install cron --write.";
