import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** One call of git that only reads. */
export interface GitCall {
  /** Where git runs, absolute. */
  readonly directory: string;
  readonly argv: readonly string[];
  /** What git reads on stdin. */
  readonly input?: string | Uint8Array;
  /** Ends git when somebody gives up on it. */
  readonly signal?: AbortSignal | undefined;
}

/** Git that ended badly, with what it said. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/** All that a call prints. Git itself, without a library: a hook is a process, and each of its milliseconds is waited for. */
export async function readGit(call: GitCall): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await streamGit(call, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

/** Hands on what a call prints as it comes; an error thrown by `take` ends git. */
export function streamGit(call: GitCall, take: (chunk: Buffer) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = start(call);
    const said: Buffer[] = [];
    child.on("error", reject);
    // Git may have read enough before it has read all.
    child.stdin.on("error", () => {});
    child.stdin.end(call.input ?? "");
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.stdout.on("data", (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        child.kill("SIGKILL");
        reject(error);
      }
    });
    child.on("close", (code, ended) => {
      if (code === 0) resolve();
      else reject(new GitError(Buffer.concat(said).toString("utf8").trim() || `git ended with ${code ?? ended}`));
    });
  });
}

function start({ directory, argv, signal }: GitCall): ChildProcessWithoutNullStreams {
  return spawn("git", [...argv], {
    cwd: directory,
    env: readingEnvironment(process.env),
    killSignal: "SIGKILL",
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Git writes nothing on the side, asks nobody and speaks English. What tells it where to look stays: in a hook that names the index of this very commit. */
function readingEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith("GIT_") || places.has(name) || name.startsWith("GIT_CONFIG_"),
  );
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
}

const places = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_NAMESPACE",
  "GIT_EXEC_PATH",
  "GIT_CEILING_DIRECTORIES",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_CONFIG_COUNT",
  "GIT_CONFIG_PARAMETERS",
]);
