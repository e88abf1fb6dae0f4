import { run } from "./commands/shell/run.ts";

/** Starts v7 with the words typed after its name: a command. What git calls has a start of its own, `hook.ts`. */
export async function main(words: readonly string[]): Promise<void> {
  await run(words);
}

/** The same in a process that goes on: it has the exit code afterwards. */
export async function mainWithin(words: readonly string[]): Promise<void> {
  const { runWithin } = await import("./commands/shell/run.ts");
  await runWithin(words);
}
