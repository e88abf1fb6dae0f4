import { run } from "./commands/shell/run.ts";

/** Starts v7 with the words typed after its name: a command. What git calls has a start of its own, `hook.ts`. */
export async function main(words: readonly string[]): Promise<void> {
  await run(words);
}
