/** The terms that tell passages apart, and how much each tells. */
export interface Vocabulary {
  /** The number of each term. */
  readonly terms: ReadonlyMap<string, number>;
  /** By number: how rare the term is among passages. */
  readonly rarity: Float32Array;
}

/** Terms of at least two passages and fewer than half of them: what all have, or one, says nothing about nearness. */
export function vocabularyOf(passages: readonly (readonly string[])[]): Vocabulary {
  const count = passages.length;
  const spread = new Map<string, number>();
  for (const terms of passages) for (const term of new Set(terms)) spread.set(term, (spread.get(term) ?? 0) + 1);
  const kept = [...spread].filter(([, found]) => found >= 2 && found < count / 2);
  return {
    terms: new Map(kept.map(([term], number) => [term, number])),
    rarity: Float32Array.from(kept, ([, found]) => Math.log((count + 1) / (found + 0.5))),
  };
}

/** A passage's known terms with their weights, `(1 + ln count) · rarity`, scaled to unit length. */
export function sparseRow(
  terms: readonly string[],
  { terms: numbers, rarity }: Vocabulary,
): { readonly columns: Uint32Array; readonly weights: Float32Array } {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const number = numbers.get(term);
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const columns = Uint32Array.from(counts.keys());
  const weights = Float32Array.from(counts, ([number, count]) => (1 + Math.log(count)) * (rarity[number] ?? 0));
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { columns, weights: weights.map((weight) => weight / length) };
}
