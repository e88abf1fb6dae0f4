/** Starts v7 with the words typed after its name. What must start without the command framework goes before its import. */
export async function main(words: readonly string[]): Promise<void> {
  const { run } = await import("./commands/shell/run.ts");
  await run(words);
}
