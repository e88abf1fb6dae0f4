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
export function passwordFromFile(question: PasswordQuestion, file = passwordFile(process.env)): string | undefined {
  const wanted = [
    question.host.startsWith("/") ? "localhost" : question.host,
    String(question.port),
    question.database,
    question.user,
  ];
  return entriesOf(file).find((entry) =>
    wanted.every((text, index) => entry[index] === "*" || entry[index] === text),
  )?.[4];
}

/** Every password in the file that PGPASSFILE names, else in `~/.pgpass`: what must never be printed or stored. */
export function passwordsInFile(environment: { readonly [name: string]: string | undefined }): string[] {
  return entriesOf(passwordFile(environment)).flatMap((entry) => entry[4] ?? []);
}

function entriesOf(file: string): string[][] {
  const lines = readPrivate(file).split("\n");
  return lines.filter((line) => !line.startsWith("#")).map(splitEntry);
}

function passwordFile(environment: { readonly [name: string]: string | undefined }): string {
  return environment["PGPASSFILE"] ?? join(homedir(), ".pgpass");
}

function readPrivate(file: string): string {
  try {
    const found = statSync(file);
    return found.isFile() && (found.mode & 0o077) === 0 ? readFileSync(file, "utf8") : "";
  } catch {
    return "";
  }
}

/** `host:port:database:user:password`; a backslash takes the next character as it is, and a password may hold colons. */
function splitEntry(line: string): string[] {
  const parts = line.replace(/\r$/, "").match(/(?:\\.|[^:\\])*(?::|$)/g) ?? [];
  const names = parts.slice(0, 4).map((part) => part.replace(/:$/, ""));
  return [...names, parts.slice(4).join("")].map((part) => part.replace(/\\(.)/g, "$1"));
}
