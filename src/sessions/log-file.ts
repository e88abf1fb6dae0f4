import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../model/failure.ts";
import { obstacleAt } from "../system/placed-file.ts";
import type { Session } from "../model/output/session-start.ts";
import { readTextFile } from "../system/text-file.ts";

/** What stands at the top of a log. */
export interface LogHead {
  readonly id: number;
  readonly actor: string;
  readonly title: string | null;
  /** As people of the timezone read it: `2025-08-07 08:30`. */
  readonly startedLocal: string;
  /** IANA name. */
  readonly timeZone: string;
}

/**
 * The name of a new log below the folder of logs: `sessions/2025-08-07-12-3f9a1c.md`, by day, session and database, with a
 * further number while that is taken. Clones whose databases are their own write different files, which git can merge.
 */
export function createLog(root: string, directory: string, head: LogHead, mark: string): string {
  const folder = directory
    .split(/[/\\]+/)
    .filter((part) => part !== "" && part !== ".")
    .join("/");
  const name = `${head.startedLocal.slice(0, 10)}-${head.id}-${mark}`;
  for (let attempt = 1; ; attempt += 1) {
    const file = `${name}${attempt === 1 ? "" : `-${attempt}`}.md`;
    const path = folder === "" ? file : `${folder}/${file}`;
    makePlace(root, path);
    if (createOnce(join(root, path), headText(head))) return path;
  }
}

/** Takes back a log whose session came to nothing. */
export function removeLog(root: string, path: string): void {
  rmSync(join(root, path), { force: true });
}

/** Adds an entry in one write, so that entries of two processes never mix. Another clone may not have the file: it gets its head again. */
export function appendEntry(root: string, path: string, head: LogHead, entry: string): void {
  const file = join(root, path);
  makePlace(root, path);
  if (!existsSync(file)) createOnce(file, headText(head));
  appendFileSync(file, entry);
}

/** An entry as the log has it: further lines are indented, so that Markdown keeps them together. */
export function entryText(localTime: string, text: string): string {
  const lines = readable(text).trim().split("\n");
  return `- ${localTime.slice(11)} ${lines.map((line) => line.trimEnd()).join("\n  ")}\n`;
}

/** The last part of a log. */
export function endText(localTime: string, { status, stats }: Pick<Session, "status" | "stats">): string {
  const { files_created: created, files_modified: modified, files_deleted: deleted, commits } = stats;
  const { commits_dated_elsewhere: elsewhere } = stats;
  return [
    "",
    `## ${status === "ended" ? "Ended" : "Abandoned"} ${localTime}`,
    "",
    `- Files: ${created} created, ${modified} modified, ${deleted} deleted`,
    `- Commits: ${commits}${elsewhere === 0 ? "" : `, ${elsewhere} more dated outside the session`}`,
    "",
  ].join("\n");
}

/** The text of a log; null when this clone does not have it, and for what is no log: a row may name any file. */
export function readLog(root: string, path: string): string | null {
  return obstacleToLog(root, path) === undefined ? (readTextFile(join(root, path)) ?? null) : null;
}

/** Why a path is no log's; undefined where it is. The row that names it may be anybody's. */
function obstacleToLog(root: string, path: string): string | undefined {
  return obstacleAt(root, path) ?? (logName.test(path) ? undefined : "is no name of a log");
}

/** By day, session and database; older ones lack the last. */
const logName = /(?:^|\/)\d{4}-\d{2}-\d{2}-\d+(?:-\w+)*\.md$/;

function headText({ id, actor, title, startedLocal, timeZone }: LogHead): string {
  const heading = title === null ? `# Session ${id}` : `# Session ${id}: ${oneLine(title)}`;
  return [
    heading,
    "",
    `- Actor: ${oneLine(actor)}`,
    `- Started: ${startedLocal} (${timeZone})`,
    "",
    "## Log",
    "",
    "",
  ].join("\n");
}

/** False when the file is there already. */
function createOnce(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A log that a link leads elsewhere would lie where nobody looks, or over somebody's files. */
function makePlace(root: string, path: string): void {
  const because = obstacleToLog(root, path);
  if (because !== undefined)
    throw new Failure("V7-N004", `the log ${path} ${because}`, {
      next: ["name a folder below the repository's root in v7.yaml: sessions.dir"],
    });
  mkdirSync(dirname(join(root, path)), { recursive: true });
}

function oneLine(text: string): string {
  return readable(text).replaceAll(/\s+/g, " ").trim();
}

/** Without what moves a cursor or hides text; line feeds stay. */
function readable(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");
}
