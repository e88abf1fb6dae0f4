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
  const columns = new Uint32Array(counts.size);
  const weights = new Float32Array(counts.size);
  let place = 0;
  let squares = 0;
  for (const [number, count] of counts) {
    const weight = (1 + Math.log(count)) * (rarity[number] ?? 0);
    columns[place] = number;
    weights[place] = weight;
    squares += weight * weight;
    place += 1;
  }
  const scale = squares === 0 ? 1 : 1 / Math.sqrt(squares);
  for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) * scale;
  return { columns, weights };
}
