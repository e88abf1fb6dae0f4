import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What a line of `~/.pgpass` must match. */
export interface PasswordQuestion {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password in `~/.pgpass` (or PGPASSFILE) for a login; undefined when there is none, or when others may
 * read the file: libpq ignores such a file too.
 */
export function passwordFromFile(question: PasswordQuestion, file = passwordFile()): string | undefined {
  const lines = readPrivate(file).split("\n");
  const wanted = [
    question.host.startsWith("/") ? "localhost" : question.host,
    String(question.port),
    question.database,
    question.user,
  ];
  const entries = lines.filter((line) => !line.startsWith("#")).map(splitEntry);
  return entries.find((entry) => wanted.every((text, index) => entry[index] === "*" || entry[index] === text))?.[4];
}

function passwordFile(): string {
  return process.env["PGPASSFILE"] ?? join(homedir(), ".pgpass");
}

function readPrivate(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || (found.mode & 0o077) !== 0) return "";
  return readFileSync(file, "utf8");
}

/** `host:port:database:user:password`; a backslash takes the next character as it is. */
function splitEntry(line: string): string[] {
  const parts = line.replace(/\r$/, "").match(/(?:\\.|[^:\\])*(?::|$)/g) ?? [];
  return parts.map((part) => part.replace(/:$/, "").replace(/\\(.)/g, "$1"));
}
