import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packagePath } from "../../../src/system/package-file.ts";

/** What somebody types, where, and what their shell knows. */
export interface Request {
  /** After `v7`. */
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment: { readonly [name: string]: string };
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

/** Types them one after another in one process. Too few replies: the request behind the last one hung, or ended the process. */
export async function typedInOneProcess(requests: readonly Request[]): Promise<Reply[]> {
  const folder = mkdtempSync(join(tmpdir(), "v7-matrix-"));
  const [requestFile, replyFile] = [join(folder, "requests"), join(folder, "replies")];
  writeFileSync(requestFile, JSON.stringify(requests));
  writeFileSync(replyFile, "");
  const script = packagePath("test/commands/matrix/run-requests.ts");
  const options = { env: surroundings(), timeout: patience };
  const playing = promisify(execFile)(process.execPath, [script, requestFile, replyFile], options);
  // Nobody sits there: what reads its input finds the end of it.
  playing.child.stdin?.end();
  const ended = await playing.catch((error: Error) => error);
  const lines = readFileSync(replyFile, "utf8").split("\n").slice(0, -1);
  rmSync(folder, { recursive: true, force: true });
  const unanswered = requests[lines.length];
  if (unanswered) throw new Error(`no reply to v7 ${unanswered.words.join(" ")}`, { cause: ended });
  return lines.map((line) => JSON.parse(line) as Reply);
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
