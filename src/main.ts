/** Starts v7 with the words typed after its name. What must start fastest is answered before the command framework loads. */
export async function main(words: readonly string[]): Promise<void> {
  const { run } = await import("./commands/shell/run.ts");
  await run(words);
}
