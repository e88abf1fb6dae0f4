import { spawnSync } from "node:child_process";

/** How a small program of the system ended and what it said. */
export interface ProgramAnswer {
  /** Not 0 where it failed. */
  readonly status: number;
  /** A byte a character, as paths are held. */
  readonly output: string;
  readonly errors: string;
}

/** What asks programs of the system. */
export type Ask = (program: string, words: readonly string[]) => ProgramAnswer | undefined;

/** Asks in plain English and universal time, and for ten seconds at most. */
export function asker(): Ask {
  return (program, words) => {
    const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
    const options = { env, encoding: "latin1", timeout: 10_000, maxBuffer: 1 << 26 } as const;
    const { error, status, stdout, stderr } = spawnSync(program, [...words], options);
    return error === undefined ? { status: status ?? 1, output: stdout, errors: stderr } : undefined;
  };
}
