import { execFile } from "node:child_process";
import { accessSync, constants, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "../../model/failure.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { cronMarkers, type DailyCommand, dailyUnits, launchdLabel, type Scheduler, unitName } from "./units.ts";
import { readTextFile } from "../../system/text-file.ts";

/** Where things are installed: all of it is the person's own, by HOME, PATH and XDG_CONFIG_HOME; nothing is the system's. */
export type InstallPlace = Pick<Workspace, "system" | "variable">;

/**
 * Hands the daily run to a scheduler that is there and tells what was written: paths of files, or the person's cron table.
 * V7-F031 when its tool is not, V7-F032 when the tool refuses.
 */
export async function installDaily(
  scheduler: Scheduler,
  command: DailyCommand,
  place: InstallPlace,
): Promise<readonly string[]> {
  if (/[\n\r]/.test(command.root + command.node + command.v7)) {
    throw new Failure("V7-F033", "a path with a line break cannot be given to a scheduler");
  }
  const tool = requireTool(scheduler, place);
  switch (scheduler) {
    case "systemd":
      return installSystemd(tool, command, place);
    case "launchd":
      return installLaunchd(tool, command, place);
    case "cron":
      return installCron(tool, command);
  }
}

/** Where a scheduler's tool is; undefined where it is not installed. */
export function findTool(scheduler: Scheduler, { variable }: InstallPlace): string | undefined {
  const name = toolNames[scheduler];
  const folders = (variable("PATH") ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

const toolNames = { systemd: "systemctl", launchd: "launchctl", cron: "crontab" } as const;

function requireTool(scheduler: Scheduler, place: InstallPlace): string {
  const tool = findTool(scheduler, place);
  if (tool !== undefined) return tool;
  throw new Failure("V7-F031", `there is no ${toolNames[scheduler]} here`, {
    next: [`v7 daily --install ${scheduler}`],
  });
}

async function installSystemd(tool: string, command: DailyCommand, place: InstallPlace): Promise<readonly string[]> {
  const settings = place.variable("XDG_CONFIG_HOME") ?? join(homeOf(place), ".config");
  const written = writeUnits(join(settings, "systemd", "user"), "systemd", command);
  await run(tool, ["--user", "daemon-reload"]);
  await run(tool, ["--user", "enable", "--now", `${unitName(command.root)}.timer`]);
  return written;
}

async function installLaunchd(tool: string, command: DailyCommand, place: InstallPlace): Promise<readonly string[]> {
  const written = writeUnits(join(homeOf(place), "Library", "LaunchAgents"), "launchd", command);
  const domain = `gui/${place.system.account.uid ?? 0}`;
  // A job that is known already is replaced.
  await run(tool, ["bootout", `${domain}/${launchdLabel(command.root)}`]).catch(() => undefined);
  await run(tool, ["bootstrap", domain, written[0] ?? ""]);
  return written;
}

async function installCron(tool: string, command: DailyCommand): Promise<readonly string[]> {
  const [unit] = dailyUnits("cron", command);
  // Without a table the tool says so and fails.
  const table = await run(tool, ["-l"]).catch((error: unknown) => {
    if (error instanceof Failure && /no crontab/i.test(error.message)) return "";
    throw error;
  });
  await run(tool, ["-"], withBlock(table, unit?.text ?? "", cronMarkers(command.root)));
  return ["crontab"];
}

/** The table with v7's lines in place of those it had, every other line as it was. */
export function withBlock(table: string, block: string, { begin, end }: { begin: string; end: string }): string {
  const from = table.indexOf(`${begin}\n`);
  const to = from < 0 ? -1 : table.indexOf(`${end}\n`, from);
  if (to >= 0) return table.slice(0, from) + block + table.slice(to + end.length + 1);
  return `${table}${table === "" || table.endsWith("\n") ? "" : "\n"}${block}`;
}

function writeUnits(folder: string, scheduler: Scheduler, command: DailyCommand): string[] {
  mkdirSync(folder, { recursive: true });
  return dailyUnits(scheduler, command).map(({ name, text }) => {
    const path = join(folder, name);
    if (readTextFile(path) === text) return path;
    writeFileSync(`${path}.tmp`, text);
    renameSync(`${path}.tmp`, path);
    return path;
  });
}

function run(tool: string, words: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(tool, [...words], { timeout: 30_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(toolFailure(tool, words, stderr.trim() || error.message));
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input ?? "");
  });
}

function toolFailure(tool: string, words: readonly string[], said: string): Failure {
  return new Failure("V7-F032", `${tool} ${words.join(" ")}: ${said}`, {
    next: ["Correct that, and run the command again: it writes the same."],
  });
}

function homeOf({ system, variable }: InstallPlace): string {
  return variable("HOME") ?? system.account.home;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
