import { appendFileSync, existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { Failure } from "../model/failure.ts";
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

/** The name of a new log below the folder of logs: `sessions/2025-08-07-12.md`, with a further number while that is taken. */
export function createLog(root: string, directory: string, head: LogHead): string {
  const folder = join(root, directory);
  mkdirSync(folder, { recursive: true });
  requireInside(root, folder);
  const name = `${head.startedLocal.slice(0, 10)}-${head.id}`;
  for (let attempt = 1; ; attempt += 1) {
    const path = [...directory.split(/[/\\]+/), `${name}${attempt === 1 ? "" : `-${attempt}`}.md`]
      .filter((part) => part !== "" && part !== ".")
      .join("/");
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
  mkdirSync(dirname(file), { recursive: true });
  requireInside(root, dirname(file));
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
  return [
    "",
    `## ${status === "ended" ? "Ended" : "Abandoned"} ${localTime}`,
    "",
    `- Files: ${created} created, ${modified} modified, ${deleted} deleted`,
    `- Commits: ${commits}`,
    "",
  ].join("\n");
}

/** The text of a log; null when this clone does not have it. */
export function readLog(root: string, path: string): string | null {
  return readTextFile(join(root, path)) ?? null;
}

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

/** A folder of logs that leads out of the repository would put them where nobody looks, or over somebody's files. */
function requireInside(root: string, folder: string): void {
  const path = relative(realpathSync(root), realpathSync(folder));
  if (path !== ".." && !path.startsWith(`..${sep}`)) return;
  throw new Failure("V7-N004", "sessions.dir leads outside the repository", {
    next: ["name a folder below the repository's root in v7.yaml: sessions.dir"],
  });
}

function oneLine(text: string): string {
  return readable(text).replaceAll(/\s+/g, " ").trim();
}

/** Without what moves a cursor or hides text; line feeds stay. */
function readable(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");
}
