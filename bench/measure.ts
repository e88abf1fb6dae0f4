import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A whole process to be timed. */
export interface ProcessCase {
  readonly name: string;
  /** What is started; node unless told. */
  readonly program?: string;
  /** What the program is started with; node's first word is a script or `-e`. */
  readonly words: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds that the median should stay below on a small cloud machine. */
  readonly goal?: number;
  /** Runs before each timed run, untimed. */
  readonly before?: () => void | Promise<void>;
  /** Exit codes that count as success; by default 0 only. */
  readonly exitCodes?: readonly number[];
}

/** Milliseconds of wall time. */
export interface Measured {
  readonly name: string;
  readonly median: number;
  readonly fastest: number;
  readonly goal: number | undefined;
  /** Why there are no times: the process failed. */
  readonly failure?: string;
}

/** The command as users start it. */
export const v7 = join(import.meta.dirname, "..", "bin", "run.js");

/** The physical floor: a Node that does nothing. */
export const floor: ProcessCase = { name: "node -e 0", words: ["-e", "0"] };

/** Times whole processes in turns, so that a busy moment hits all of them alike. The first round warms caches and is dropped. */
export async function measure(cases: readonly ProcessCase[], rounds = 15): Promise<Measured[]> {
  const runs = cases.map((item) => ({ item, times: new Array<number>(), failure: "" }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const run of runs) {
      if (run.failure !== "") continue;
      await run.item.before?.();
      const { milliseconds, failure } = runOnce(run.item);
      run.failure = failure;
      if (round > 0) run.times.push(milliseconds);
    }
  }
  return runs.map(({ item, times, failure }) => ({
    name: item.name,
    median: percentile(times, 0.5),
    fastest: percentile(times, 0),
    goal: item.goal,
    ...(failure === "" ? {} : { failure }),
  }));
}

function runOnce({ program = process.execPath, words, cwd, env, exitCodes = [0] }: ProcessCase): {
  milliseconds: number;
  failure: string;
} {
  const start = performance.now();
  const done = spawnSync(program, words, { cwd, env: { ...process.env, ...env }, encoding: "utf8" });
  const milliseconds = performance.now() - start;
  const failed = done.status === null || !exitCodes.includes(done.status);
  return { milliseconds, failure: failed ? firstLine(done.stderr) || `exit ${done.status ?? done.signal}` : "" };
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
