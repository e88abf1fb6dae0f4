import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packagePath } from "../../../src/system/package-file.ts";
import { runInTerminal } from "../../support/in-terminal.ts";

/** What somebody types, where, and what their shell knows. */
export interface Request {
  /** After `v7`. */
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A work tree that is laid out anew before, but for its `.git`; absent: it stays as it is. */
  readonly work?: { readonly root: string; readonly from: string };
}

/** How v7 ended. */
export interface Reply {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Against hanging alone, in milliseconds: all commands as all roles in three places take minutes. */
const patience = 1_500_000;

/**
 * Types them one after another in one process, in a terminal of so many columns where that is said. Too few replies: the
 * request behind the last one hung, or ended the process.
 */
export async function typedInOneProcess(requests: readonly Request[], columns?: number): Promise<Reply[]> {
  const folder = mkdtempSync(join(tmpdir(), "v7-matrix-"));
  const [requestFile, replyFile] = [join(folder, "requests"), join(folder, "replies")];
  writeFileSync(requestFile, JSON.stringify(requests));
  writeFileSync(replyFile, "");
  const script = packagePath("test/commands/matrix/run-requests.ts");
  const program = { program: process.execPath, words: [script, requestFile, replyFile] };
  const ended = await (columns === undefined ? played(program) : playedInTerminal(program, folder, columns));
  const lines = readFileSync(replyFile, "utf8").split("\n").slice(0, -1);
  rmSync(folder, { recursive: true, force: true });
  const unanswered = requests[lines.length];
  if (unanswered) throw new Error(`no reply to v7 ${unanswered.words.join(" ")}`, { cause: ended });
  return lines.map((line) => JSON.parse(line) as Reply);
}

interface Program {
  readonly program: string;
  readonly words: readonly string[];
}

function played({ program, words }: Program): Promise<unknown> {
  const playing = promisify(execFile)(program, words, { env: surroundings(), timeout: patience });
  // Nobody sits there: what reads its input finds the end of it.
  playing.child.stdin?.end();
  return playing.catch((error: Error) => error);
}

async function playedInTerminal(program: Program, directory: string, columns: number): Promise<unknown> {
  const { screen } = await runInTerminal({ ...program, directory, environment: surroundings(), columns });
  return new Error(screen);
}

/** Types one in a process of its own, as people do. */
export function typed({ words, folder, environment }: Request): Promise<Reply> {
  const options = { cwd: folder, env: { ...surroundings(), ...environment }, timeout: patience };
  return new Promise((resolve) => {
    const answer = execFile(
      process.execPath,
      [packagePath("bin/run.js"), ...words],
      options,
      (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code ?? Number.NaN), stdout, stderr });
      },
    );
    answer.stdin?.end();
  });
}

/** Nobody's configuration. */
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  const git = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  return { PATH, TMPDIR, NODE_COMPILE_CACHE, ...git, V7_ACTOR: "The Architect" };
}
