import { createHash } from "node:crypto";
import type { DailyUnitsOutput, Unit } from "../../model/output/daily-units.ts";

/** Who can start the daily run. */
export type Scheduler = DailyUnitsOutput["scheduler"];

export const schedulers = ["systemd", "launchd", "cron"] as const satisfies readonly Scheduler[];

/** What the run is started with: all of it absolute, because schedulers know no PATH. */
export interface DailyCommand {
  readonly node: string;
  /** v7's `bin/run.js`. */
  readonly v7: string;
  /** The repository's root. */
  readonly root: string;
}

/** The hour of every day's run; schedulers that can make up for a missed one do. */
const time = { hour: 5, minute: 0 };

/** A name of its own for each repository, so that several can be maintained by one person. */
export function unitName(root: string): string {
  return `v7-daily-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;
}

/** What a scheduler needs to run `v7 daily` every day. No secret is in it: how to name the database is said beside. */
export function dailyUnits(scheduler: Scheduler, command: DailyCommand): Unit[] {
  switch (scheduler) {
    case "systemd":
      return systemdUnits(command);
    case "launchd":
      return [{ name: `${launchdLabel(command.root)}.plist`, text: launchdPlist(command) }];
    case "cron":
      return [{ name: "crontab", text: cronBlock(command) }];
  }
}

/** As launchd names its jobs. */
export function launchdLabel(root: string): string {
  return `org.v7.${unitName(root)}`;
}

/** The lines that open and close what v7 owns in a person's table. */
export function cronMarkers(root: string): { readonly begin: string; readonly end: string } {
  return { begin: `# begin ${unitName(root)}`, end: `# end ${unitName(root)}` };
}

function wordsOf({ node, v7, root }: DailyCommand): string[] {
  return [node, v7, "--repo", root, "daily"];
}

function systemdUnits(command: DailyCommand): Unit[] {
  const name = unitName(command.root);
  const service = [
    "[Unit]",
    `Description=v7 daily maintenance of ${systemdText(command.root)}`,
    "",
    "[Service]",
    "Type=oneshot",
    "# V7_DATABASE_URL and the like, mode 0600; may be missing.",
    "EnvironmentFile=-%h/.config/v7/daily.env",
    `ExecStart=${wordsOf(command).map(systemdWord).join(" ")}`,
    "Nice=10",
    "",
  ];
  const timer = [
    "[Unit]",
    `Description=v7 daily maintenance of ${systemdText(command.root)}`,
    "",
    "[Timer]",
    `OnCalendar=*-*-* ${twoDigits(time.hour)}:${twoDigits(time.minute)}:00`,
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

/** systemd expands `%` and, in commands, `$`; a quoted word escapes as C does. */
function systemdWord(word: string): string {
  const escaped = word
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll("%", "%%")
    .replaceAll("$", "$$$$");
  return `"${escaped.replaceAll("\n", String.raw`\n`)}"`;
}

function systemdText(text: string): string {
  return text.replaceAll("%", "%%").replaceAll(/[\n\r\\]/g, " ");
}

function launchdPlist(command: DailyCommand): string {
  const words = wordsOf(command).map((word) => `    <string>${xmlText(word)}</string>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    "<dict>",
    `  <key>Label</key><string>${launchdLabel(command.root)}</string>`,
    "  <key>ProgramArguments</key>",
    "  <array>",
    ...words,
    "  </array>",
    "  <key>StartCalendarInterval</key>",
    `  <dict><key>Hour</key><integer>${time.hour}</integer><key>Minute</key><integer>${time.minute}</integer></dict>`,
    "  <key>LowPriorityIO</key><true/>",
    "</dict>",
    "</plist>",
    "",
  ].join("\n");
}

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function cronBlock(command: DailyCommand): string {
  const { begin, end } = cronMarkers(command.root);
  return [begin, `${time.minute} ${time.hour} * * * ${wordsOf(command).map(cronWord).join(" ")}`, end, ""].join("\n");
}

/** The shell reads the word, and before it cron makes a line break of each bare `%`. */
function cronWord(word: string): string {
  const quoted = /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
  return quoted.replaceAll("%", String.raw`\%`);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
