import type { Unit } from "../../../model/output/daily-units.ts";
import { type Job, type JobIdentity, jobName, wordsOf } from "../job.ts";
import type { Installed, InstallPlace, Scheduler } from "./scheduler.ts";
import { runTool, ToolRefusal } from "./tool.ts";

/** A line of the person's table. */
export const cron: Scheduler = { tool: "crontab", units, install, uninstall };

function units(job: Job): Unit[] {
  return [{ name: "crontab", text: blockOf(job) }];
}

function blockOf(job: Job): string {
  const { begin, end } = markersOf(job);
  const line = `${timeOf(job.task)} ${wordsOf(job).map(wordOf).join(" ")}`;
  return [begin, line, end, ""].join("\n");
}

const days = { day: "* * *", monday: "* * 1", first: "1 * *" } as const;

/** What stays has no time: such a table starts it with the machine. */
function timeOf({ when }: Job["task"]): string {
  return when === "always" ? "@reboot" : `${when.minute} ${when.hour} ${days[when.on]}`;
}

/** The lines that open and close what v7 owns in a person's table. */
export interface Markers {
  readonly begin: string;
  readonly end: string;
}

export function markersOf(job: JobIdentity): Markers {
  return { begin: `# begin ${jobName(job)}`, end: `# end ${jobName(job)}` };
}

/** The shell reads the word, and before it cron makes a line break of each bare `%`. */
function wordOf(word: string): string {
  const quoted = /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
  return quoted.replaceAll("%", String.raw`\%`);
}

async function install(job: Job, { tool }: InstallPlace): Promise<Installed> {
  const table = await readTable(tool);
  const wanted = withBlock(table, blockOf(job), markersOf(job));
  if (wanted !== table) await runTool(tool, ["-"], wanted);
  return { written: ["crontab"], notes: [] };
}

async function uninstall(job: JobIdentity, { tool }: InstallPlace): Promise<readonly string[]> {
  const table = await readTable(tool);
  const rest = withBlock(table, "", markersOf(job));
  if (rest === table) return [];
  await runTool(tool, ["-"], rest);
  return ["crontab"];
}

/** Without a table the tool prints nothing, says so in whatever words, and fails. */
async function readTable(tool: string): Promise<string> {
  try {
    return await runTool(tool, ["-l"]);
  } catch (error) {
    if (error instanceof ToolRefusal && hasNoTable(error)) return "";
    throw error;
  }
}

/**
 * The languages are many, and BusyBox has words of its own: what tells is the status of a plain no, and that nothing was
 * printed. Where it says that it may or can not look, a table may be there, and nothing is written over it.
 */
function hasNoTable({ status, printed, message }: ToolRefusal): boolean {
  const mayNotLook = /not allowed|not authori[sz]ed|denied|permission|not permitted|no space|input\/output error/i;
  return status === 1 && !printed && !mayNotLook.test(message);
}

/** The table with v7's lines in place of those it had, every other line as it was; an empty block takes them out. */
export function withBlock(table: string, block: string, markers: Markers): string {
  const lines = table.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const { kept, place } = withoutBlocks(lines, markers);
  if (block === "") return kept.join("");
  const before = kept.slice(0, place).join("");
  const seam = before === "" || before.endsWith("\n") ? "" : "\n";
  return before + seam + block + kept.slice(place).join("");
}

/**
 * A table may have been written under Windows, and may hold several blocks for it. A line that opens none or closes none
 * goes alone: what stands around it may be the person's.
 */
function withoutBlocks(lines: readonly string[], { begin, end }: Markers): { kept: string[]; place: number } {
  const kept: string[] = [];
  let place: number | undefined;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]?.trimEnd();
    if (line !== begin && line !== end) {
      kept.push(lines[at] ?? "");
      continue;
    }
    place ??= kept.length;
    if (line === begin && lines[at + 1]?.trimEnd() === end) at += 1;
    else if (line === begin && lines[at + 2]?.trimEnd() === end) at += 2;
  }
  return { kept, place: place ?? kept.length };
}
