import { execFile } from "node:child_process";
import { Failure } from "../../../model/failure.ts";

/** A tool's no, in its own words. */
export class ToolRefusal extends Failure {
  /** What it ended with; undefined when it did not run, or was ended. */
  readonly status: number | undefined;
  /** Whether it printed anything before. */
  readonly printed: boolean;

  constructor(command: string, said: string, status: number | undefined, printed: boolean) {
    super("V7-F032", `${command}: ${said}`, {
      next: ["Correct that, and run the command again: it writes the same."],
    });
    this.status = status;
    this.printed = printed;
  }
}

/** Runs a scheduler's tool and answers what it prints. @throws ToolRefusal */
export function runTool(tool: string, words: readonly string[], input = ""): Promise<string> {
  // What a tool says is understood in one language only.
  const env = { ...process.env, LC_ALL: "C", LANGUAGE: "" };
  return new Promise((resolve, reject) => {
    const child = execFile(tool, [...words], { timeout: 30_000, env }, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const status = typeof error.code === "number" ? error.code : undefined;
      reject(new ToolRefusal([tool, ...words].join(" "), stderr.trim() || error.message, status, stdout !== ""));
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}
