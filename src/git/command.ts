import { type ChildProcess, spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { Failure } from "../model/failure.ts";
import type { GitEnvironment } from "./environment.ts";

/** Where git runs, and what the environment tells it: a repository, or a folder that may become one. */
export interface GitPlace {
  /** Absolute. */
  readonly root: string;
  readonly environment: GitEnvironment;
  /** Takes a call that starts together with others, unless somebody may give up on it; absent: each starts at once. */
  readonly gather?: ((call: GitCall) => AsyncGenerator<Buffer>) | undefined;
}

/** One call of git. Words are fixed or ids; what a person typed stands behind `--end-of-options` or goes to stdin. */
export interface GitCall {
  readonly argv: readonly string[];
  /**
   * What git gets on stdin: names go here, where no length limits them and none is taken for an option. What is still being
   * worked out is waited for while git starts; where that fails, git gets nothing.
   */
  readonly input?: string | Buffer | Promise<string>;
  /** Ends git when somebody gives up on it. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of `git diff` against what the person prefers to see: the same patch in everybody's repository. */
export const plainDiff: readonly string[] = [
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--no-renames",
  "--no-relative",
  "--src-prefix=a/",
  "--dst-prefix=b/",
];

/** Git that is not there or ended badly, with what it said. */
export class GitError extends Failure {
  /** What git exited with; undefined when it did not run, or was ended. */
  readonly status: number | undefined;

  constructor([command]: readonly string[], said: string, status?: number) {
    const [code, next] = said.includes("safe.directory") ? stranger(said) : (["V7-H031", "git fsck"] as const);
    super(code, `git ${command}: ${firstParagraph(said)}`, { next: [next] });
    this.status = status;
  }
}

/** Git says in a second paragraph what to do. */
function stranger(said: string): readonly ["V7-H041", string] {
  const [command] = /git config --global --add safe\.directory .+/.exec(said) ?? [];
  return ["V7-H041", command ?? "git config --global --add safe.directory DIR"];
}

/** What git says goes on in lines; a message has one. */
function firstParagraph(said: string): string {
  const [first = ""] = said.split(/\n(?:To add an exception|\s*\n)/, 1);
  return first.replaceAll(/\s*\n\s*/g, "; ");
}

/**
 * What git prints, piece by piece: whoever reads slowly slows git down, and nothing is held. Git starts at once and is ended
 * when the reader leaves. Git itself, without a library: a hook is a process, and each of its milliseconds is waited for.
 * @throws GitError, when it is read
 */
export function streamGit(place: GitPlace, call: GitCall): AsyncGenerator<Buffer> {
  const { argv, input, signal } = call;
  if (place.gather !== undefined && signal === undefined) return place.gather(call);
  const child = spawn("git", [...argv], {
    cwd: place.root,
    env: place.environment,
    killSignal: "SIGKILL",
    // Who is told nothing needs no pipe for it.
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    ...(signal && { signal }),
  });
  const said: Buffer[] = [];
  const ended = new Promise<Ending | undefined>((resolve) => {
    child.on("error", (error) => resolve({ said: error.message }));
    child.on("close", (code, how) => {
      if (code === 0) resolve(undefined);
      else resolve(code === null ? { said: `ended with ${how}` } : { said: `ended with ${code}`, status: code });
    });
  });
  child.stderr?.on("data", (chunk: Buffer) => said.length < 16 && said.push(chunk));
  if (child.stdin !== null) feed(child.stdin, input);
  return printedBy(child, async () => {
    const failure = await ended;
    if (failure === undefined) return undefined;
    return new GitError(wordsOf(argv), Buffer.concat(said).toString("utf8").trim() || failure.said, failure.status);
  });
}

/** Gives git its input. Git may stop before it has read all; it says why on stderr. */
export function feed(pipe: Writable, input: GitCall["input"]): void {
  pipe.on("error", () => undefined);
  if (input instanceof Promise) void input.catch(() => "").then((text) => pipe.end(text));
  else pipe.end(input);
}

/** How a process ended that did not end well. */
interface Ending {
  readonly said: string;
  readonly status?: number;
}

async function* printedBy(child: ChildProcess, failure: () => Promise<GitError | undefined>): AsyncGenerator<Buffer> {
  try {
    yield* child.stdout as unknown as AsyncIterable<Buffer>;
    const error = await failure();
    if (error !== undefined) throw error;
  } finally {
    child.kill("SIGKILL");
  }
}

/** All that a call prints. */
export async function readGit(place: GitPlace, call: GitCall): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(place, call)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The same as text; bytes that are not UTF-8 are replaced. */
export async function readGitText(place: GitPlace, call: GitCall): Promise<string> {
  return (await readGit(place, call)).toString("utf8");
}

/** The lines of a call, cut where git prints `end`: a chunk's worth at a time. What follows the last one is left out. */
export async function* splitGit(place: GitPlace, call: GitCall, end: "\n" | "\0"): AsyncGenerator<Buffer[]> {
  const mark = end.charCodeAt(0);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of streamGit(place, call)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const parts: Buffer[] = [];
    let start = 0;
    for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, start)) {
      parts.push(bytes.subarray(start, at));
      start = at + 1;
    }
    rest = bytes.subarray(start);
    yield parts;
  }
}

/** The command and what follows; before it stand options, and settings behind `-c`. */
export function wordsOf(argv: readonly string[]): readonly string[] {
  return argv.slice(argv.findIndex((word) => !word.startsWith("-") && !word.includes("=")));
}
