import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../../workspace/workspace.ts";

/** How long a link is good that opens a browser's session, in milliseconds. */
const linkLife = 10 * 60_000;

/** How long a browser's session lasts, in seconds. */
export const sessionLife = 30 * 86_400;

/** Where the token lies: beside git, for this account alone. */
export function tokenFile({ repository }: Pick<Workspace, "repository">): string {
  return join(repository.home, "serve", "token");
}

/** The token of this repository's server: V7_API_TOKEN, else the file's, which is made where it is missing. */
export function readToken(workspace: Pick<Workspace, "repository" | "variable">): string {
  const given = workspace.variable("V7_API_TOKEN");
  if (given !== undefined && given !== "") return given;
  const file = tokenFile(workspace);
  privateFolder(join(workspace.repository.home, "serve"));
  try {
    // Whoever comes second finds what the first has written.
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}

/** A code that opens one browser's session, once, within ten minutes: the server finds it on disk. Older ones go. */
export function makeLinkCode({ repository, now }: Pick<Workspace, "repository" | "now">): string {
  const code = randomBytes(24).toString("base64url");
  const folder = join(repository.home, "serve", "links");
  privateFolder(folder);
  for (const name of readdirSync(folder)) {
    const made = statSync(join(folder, name), { throwIfNoEntry: false });
    if (made !== undefined && now().getTime() - made.mtimeMs >= linkLife) rmSync(join(folder, name), { force: true });
  }
  writeFileSync(join(folder, digestOf(code)), "", { mode: 0o600, flag: "wx" });
  return code;
}

/** Uses such a code up. False for one that was used, is too old or was never made. */
export function takeLinkCode({ repository }: Pick<Workspace, "repository">, code: string, now: Date): boolean {
  const file = join(repository.home, "serve", "links", digestOf(code));
  const made = statSync(file, { throwIfNoEntry: false });
  if (made === undefined) return false;
  try {
    rmSync(file);
  } catch {
    return false;
  }
  return now.getTime() - made.mtimeMs < linkLife;
}

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(expected).digest());
}

/** What a browser keeps: when it ends, signed. It is no token, and opens nothing but this server. */
export function sessionCookie(token: string, now: Date): string {
  const ends = Math.floor(now.getTime() / 1_000) + sessionLife;
  return `${ends}.${signature(token, ends)}`;
}

/** Whether a cookie is one of this server's, and not over. */
export function isSession(cookie: string, token: string, now: Date): boolean {
  const [, ends = "", signed = ""] = /^(\d{1,12})\.([\w-]{43})$/.exec(cookie) ?? [];
  return signed !== "" && isSame(signed, signature(token, Number(ends))) && Number(ends) * 1_000 > now.getTime();
}

function signature(token: string, ends: number): string {
  return createHmac("sha256", token).update(`v7 session ${ends}`).digest("base64url");
}

function digestOf(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}

function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}
