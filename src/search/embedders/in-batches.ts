/** How much goes into one batch. */
export interface BatchSize {
  /** So many texts at most. */
  readonly most: number;
  /** So many characters at most, all counted as long as the longest; one text is always taken. */
  readonly characters: number;
}

/**
 * Asks about texts of like length together: shorter ones are padded to the longest of their batch, and padding takes as
 * long as words do. The answers are in the order of the texts. `told` hears how many are done.
 */
export async function inBatches<Answer>(
  texts: readonly string[],
  size: BatchSize,
  ask: (batch: readonly string[]) => Promise<readonly Answer[]>,
  told: (done: number) => void = () => undefined,
): Promise<Answer[]> {
  const sorted = [...texts.entries()].toSorted(([, left], [, right]) => left.length - right.length);
  const answers: Answer[] = Array.from({ length: texts.length });
  for (let from = 0; from < sorted.length;) {
    const batch = sorted.slice(from, endOf(sorted, from, size));
    const found = await ask(batch.map(([, text]) => text));
    for (const [place, [at]] of batch.entries()) answers[at] = found[place] as Answer;
    from += batch.length;
    told(from);
  }
  return answers;
}

function endOf(sorted: readonly (readonly [number, string])[], from: number, { most, characters }: BatchSize): number {
  let end = from + 1;
  while (end - from < most && fits(sorted[end]?.[1], end + 1 - from, characters)) end += 1;
  return end;
}

function fits(longest: string | undefined, count: number, characters: number): boolean {
  return longest !== undefined && longest.length * count <= characters;
}
