import { spawn } from "node:child_process";
import { constants } from "node:os";

/** A program that is given the terminal. */
export interface TerminalProgram {
  readonly program: string;
  readonly words: readonly string[];
  /** Added to this process's own. */
  readonly environment: { readonly [name: string]: string };
}

/** Runs a program at this process's terminal, and answers what it exited with; 128 and the signal's number where one ended it. */
export function runAtTerminal({ program, words, environment }: TerminalProgram): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...words], { stdio: "inherit", env: { ...process.env, ...environment } });
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
