/** Starts v7 with the words typed after its name. What must start without the command framework goes before its import. */
export async function main(words: readonly string[]): Promise<void> {
  if (words[0] === "hook" && words[1] !== undefined && !words[1].startsWith("-")) {
    const { runHook } = await import("./hook.ts");
    return runHook(words.slice(1));
  }
  const { run } = await import("./commands/shell/run.ts");
  await run(words);
}
