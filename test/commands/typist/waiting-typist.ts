import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagePath } from "../../../src/system/package-file.ts";
import type { Answered, Typed } from "./answer.ts";

/** One process in which commands are typed one after another, each of which is waited for as `spawnSync` waits. */
export interface WaitingTypist {
  /** Throws where the command ends the process, as none may; the next one begins with a new one. */
  type(typed: Typed): Answered;
}

/** A process for all test files of a worker, started with the first command; it ends when nobody can type any more. */
let shared: WaitingTypist | undefined;

/** Types a command into the worker's own process: most of what a command costs is the start of its process. */
export function typeAndWait(typed: Typed): Answered {
  shared ??= openWaitingTypist();
  return shared.type(typed);
}

function openWaitingTypist(): WaitingTypist {
  let pipes: Pipes | undefined;
  return {
    type: (typed) => {
      pipes ??= start();
      writeSync(pipes.requests, `${JSON.stringify(typed)}\n`);
      const answer = readLine(pipes.replies);
      if (answer !== undefined) return JSON.parse(answer) as Answered;
      for (const pipe of [pipes.requests, pipes.replies]) closeSync(pipe);
      pipes = undefined;
      throw new Error(`v7 ${typed.words.join(" ")} ended its process`);
    },
  };
}

/** Descriptors of named pipes: what leads to a child by Node's own means cannot be waited for. */
interface Pipes {
  readonly requests: number;
  readonly replies: number;
}

function start(): Pipes {
  const folder = mkdtempSync(join(tmpdir(), "v7-typist-"));
  const [requests, replies] = [join(folder, "requests"), join(folder, "replies")];
  spawnSync("mkfifo", [requests, replies]);
  const script = packagePath("test/commands/typist/waiting-process.ts");
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  spawn(process.execPath, [script, requests, replies], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { PATH, NODE_COMPILE_CACHE },
  }).unref();
  const pipes = { requests: openSync(requests, "w"), replies: openSync(replies, "r") };
  rmSync(folder, { recursive: true });
  return pipes;
}

/** Up to the end of a line; undefined where the other side has closed it before. */
function readLine(pipe: number): string | undefined {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.alloc(65_536);
    const length = readSync(pipe, part);
    if (length === 0) return undefined;
    parts.push(part.subarray(0, length));
    if (part[length - 1] === 10) return Buffer.concat(parts).toString();
  }
}
