import { spawn } from "node:child_process";
import { terminalProgram } from "./optional.ts";

/** A terminal of this size, and what runs in it. */
export interface TerminalCall {
  readonly program: string;
  readonly words: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly columns: number;
  /** More than any text has, unless a pager is what is looked at. */
  readonly rows?: number;
}

export interface Seen {
  /** Stdout and stderr, as they stand on the screen; line ends are plain. */
  readonly screen: string;
  readonly exitCode: number;
}

/** Runs a program as a person would who has a terminal of that width; only where `optional.terminal` is there. */
export async function runInTerminal(call: TerminalCall): Promise<Seen> {
  const { program, words, directory, environment, columns, rows = 1_000 } = call;
  const command = `stty cols ${columns} rows ${rows}; exec ${[program, ...words].map(quoted).join(" ")}`;
  const child = spawn(terminalProgram, ["-qec", command, "/dev/null"], {
    cwd: directory,
    env: { TERM: "xterm", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const seen: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => seen.push(chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? -1));
  });
  return { screen: Buffer.concat(seen).toString("utf8").replaceAll("\r\n", "\n"), exitCode };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
