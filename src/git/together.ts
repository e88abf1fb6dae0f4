import { spawn } from "node:child_process";
import { GitError, type GitPlace, streamGit, wordsOf } from "./command.ts";

/** A call that waits for others to start with it. */
interface Gathered {
  readonly argv: readonly string[];
  readonly started: PromiseWithResolvers<AsyncGenerator<Buffer>>;
}

/**
 * Has one shell start what `ask` calls of git, side by side: to start a process takes Node longer than git takes to answer,
 * and a shell next to nothing. Calls with input start by themselves. Words are fixed or ids, as everywhere.
 */
export function askTogether<Place extends GitPlace, Answers>(
  place: Place,
  ask: (gathering: Place) => Answers,
): Answers {
  const calls: Gathered[] = [];
  let areStarted = false;
  const gather = (argv: readonly string[]): AsyncGenerator<Buffer> => {
    if (areStarted) return streamGit(place, { argv });
    const started = Promise.withResolvers<AsyncGenerator<Buffer>>();
    calls.push({ argv, started });
    return onceStarted(started.promise);
  };
  const answers = ask({ ...place, gather });
  areStarted = true;
  if (calls.length > 0) start(place, calls);
  return answers;
}

async function* onceStarted(started: Promise<AsyncGenerator<Buffer>>): AsyncGenerator<Buffer> {
  yield* await started;
}

/** Each call prints to a descriptor of its own; which of them failed is on stdout once all have ended. */
function start(place: GitPlace, calls: readonly Gathered[]): void {
  const script = calls.map(({ argv }, at) => callIn(argv, at)).join(" ");
  const child = spawn("/bin/sh", ["-c", `${script} wait`], {
    cwd: place.root,
    env: place.environment,
    stdio: ["ignore", "pipe", "pipe", ...calls.map(() => "pipe" as const)],
  });
  const said: Buffer[] = [];
  const failures: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => failures.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => said.length < 16 && said.push(chunk));
  const ended = new Promise<string | undefined>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (code, how) => resolve(code === 0 ? undefined : `ended with ${code ?? how}`));
  });
  for (const [at, { argv, started }] of calls.entries()) {
    const failure = async (): Promise<GitError | undefined> => {
      const wrong = await ended;
      const [, status] = new RegExp(`^${at} (\\d+)$`, "m").exec(Buffer.concat(failures).toString("latin1")) ?? [];
      if (wrong === undefined && status === undefined) return undefined;
      const text = Buffer.concat(said).toString("utf8").trim();
      return new GitError(
        wordsOf(argv),
        text || (wrong ?? `ended with ${status}`),
        status === undefined ? undefined : Number(status),
      );
    };
    started.resolve(printedOn(child.stdio[firstDescriptor + at] as AsyncIterable<Buffer>, failure));
  }
}

const firstDescriptor = 3;

function callIn(argv: readonly string[], at: number): string {
  const words = argv.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
  return `{ git ${words} >&${firstDescriptor + at} || echo ${at} $?; } &`;
}

async function* printedOn(
  pipe: AsyncIterable<Buffer>,
  failure: () => Promise<GitError | undefined>,
): AsyncGenerator<Buffer> {
  yield* pipe;
  const error = await failure();
  if (error !== undefined) throw error;
}
