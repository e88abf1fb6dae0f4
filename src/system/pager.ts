import { spawn } from "node:child_process";

/** What less is told where nobody told it anything: leave at the end of a short text, keep colours and the screen. */
const usual = { LESS: "FRX", LV: "-c" };

/**
 * Shows a text to the person at the terminal, who may leave before its end. A command that was named goes through the shell,
 * because it may have options. False where there is no such program, and nothing was shown.
 */
export async function showInPager(text: string, named: string | undefined): Promise<boolean> {
  const [program, words] = named === undefined ? ["less", []] : ["sh", ["-c", named]];
  const child = spawn(program, words, { env: { ...usual, ...process.env }, stdio: ["pipe", "inherit", "inherit"] });
  // Ctrl-C is the pager's while it shows something.
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore);
  child.stdin.on("error", ignore);
  child.stdin.end(text);
  try {
    const status = await new Promise<number | null>((resolve) => {
      child.on("error", () => resolve(notFound));
      child.on("close", resolve);
    });
    return status !== notFound && status !== notRunnable;
  } finally {
    process.off("SIGINT", ignore);
  }
}

/** What the shell says of a program that is not there, and of one that cannot be started. */
const notFound = 127;
const notRunnable = 126;
