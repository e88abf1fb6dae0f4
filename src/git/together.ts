import { spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { feed, type GitCall, GitError, type GitPlace, streamGit, wordsOf } from "./command.ts";

/** A call that waits for others to start with it. */
interface Gathered {
  readonly call: GitCall;
  readonly started: PromiseWithResolvers<AsyncGenerator<Buffer>>;
}

/**
 * Has one shell start what `ask` calls of git, at most seven, side by side: to start a process takes Node longer than git takes
 * to answer, and a shell next to nothing. Words are fixed or ids, as everywhere. The input of one may be made of another's answer.
 */
export function askTogether<Place extends GitPlace, Answers>(
  place: Place,
  ask: (gathering: Place) => Answers,
): Answers {
  const calls: Gathered[] = [];
  let areStarted = false;
  const gather = (call: GitCall): AsyncGenerator<Buffer> => {
    // A shell knows no descriptor of two digits.
    if (areStarted || calls.length === mostCalls) return streamGit(place, call);
    const started = Promise.withResolvers<AsyncGenerator<Buffer>>();
    calls.push({ call, started });
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

/** Each call has a descriptor of its own, for both ways; what it says of failures and how it ended come on stdout, in this order. */
function start(place: GitPlace, calls: readonly Gathered[]): void {
  const child = spawn("/bin/sh", ["-c", scriptOf(calls)], {
    cwd: place.root,
    env: place.environment,
    stdio: ["ignore", "pipe", "ignore", ...calls.map(() => "pipe" as const)],
  });
  const endings = calls.map(() => Promise.withResolvers<Ending>());
  let heard = "";
  const endAll = (said: string): void => {
    for (const ending of endings) ending.resolve({ said });
  };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
    for (const [, at, status] of heard.matchAll(/^v7 (\d) (\d+)$/gm))
      endings[Number(at)]?.resolve({ said: heard.replaceAll(/^v7 \d \d+\n/gm, ""), status: Number(status) });
  });
  child.on("error", ({ message }) => endAll(message));
  child.on("close", (code, how) => endAll(`ended with ${code ?? how}`));
  for (const [at, { call, started }] of calls.entries()) {
    const pipe = child.stdio[firstDescriptor + at] as Duplex;
    if (call.input !== undefined) feed(pipe, call.input);
    started.resolve(printedOn(pipe, call, endings[at]?.promise));
  }
}

/** How a call ended, and what was said until then; without a status it did not run. */
interface Ending {
  readonly said: string;
  readonly status?: number;
}

const firstDescriptor = 3;
const mostCalls = 7;

/** Nobody holds another one's descriptor, so that each answer ends with its call. */
function scriptOf(calls: readonly Gathered[]): string {
  const closing = (from: number): string =>
    calls
      .slice(from)
      .map((_, at) => `${firstDescriptor + from + at}>&-`)
      .join(" ");
  const started = calls.map(({ call }, at) => {
    const descriptor = firstDescriptor + at;
    const words = call.argv.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
    const input = call.input === undefined ? "" : `<&${descriptor}`;
    return `{ git ${words} ${input} >&${descriptor}; printf '\\nv7 ${at} %d\\n' $?; } ${closing(at + 1)} & exec ${descriptor}>&-;`;
  });
  return `exec 2>&1; ${started.join(" ")} wait`;
}

async function* printedOn(
  pipe: AsyncIterable<Buffer>,
  { argv }: GitCall,
  ending: Promise<Ending> | undefined,
): AsyncGenerator<Buffer> {
  yield* pipe;
  const { said, status } = (await ending) ?? { said: "" };
  if (status !== 0) throw new GitError(wordsOf(argv), said.trim() || `ended with ${status}`, status);
}
