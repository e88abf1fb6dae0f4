/** Something that a query found, and how good it is by that query alone: the higher, the better. */
export interface Ranked {
  readonly id: string;
  /** What it is a part of. */
  readonly source: string;
  readonly score: number;
  /** What a match in it counts: 1, or less. */
  readonly weight: number;
}

/** A source by the best of its parts. */
export interface Fused<Part extends Ranked> {
  readonly part: Part;
  readonly score: number;
  /** The best score by words; null when words did not find it. */
  readonly text: number | null;
  /** The best score by meaning; null when that did not find it. */
  readonly vector: number | null;
}

/** How much of a score is by words and how much by meaning; together 1. */
export interface Shares {
  readonly text: number;
  readonly vector: number;
}

export interface FuseOptions {
  readonly shares: Shares;
  /** So many sources of each list count. */
  readonly depth?: number;
}

/** So many sources of each list count at least. */
export const leastDepth = 100;

/**
 * Puts two lists in one order: what each match counts, scaled from the best (1) to the last (0), then the weighted sum.
 * Ties go by id.
 */
export function fuse<Part extends Ranked>(
  text: readonly Part[],
  vector: readonly Part[] | undefined,
  { shares, depth = leastDepth }: FuseOptions,
): Fused<Part>[] {
  const byText = bestOfEach(text, depth);
  const byVector = bestOfEach(vector ?? [], depth);
  const scaledText = scaled(byText);
  const scaledVector = scaled(byVector);
  const share = vector === undefined ? { text: 1, vector: 0 } : shares;
  const fused = [...new Set([...byText.keys(), ...byVector.keys()])].flatMap((source): Fused<Part>[] => {
    const parts = { text: byText.get(source), vector: byVector.get(source) };
    const fromText = share.text * (scaledText.get(source) ?? 0);
    const fromVector = share.vector * (scaledVector.get(source) ?? 0);
    const part = fromText >= fromVector ? (parts.text ?? parts.vector) : (parts.vector ?? parts.text);
    if (part === undefined) return [];
    return [
      { part, score: fromText + fromVector, text: parts.text?.score ?? null, vector: parts.vector?.score ?? null },
    ];
  });
  return fused.toSorted((left, right) => right.score - left.score || (left.part.id < right.part.id ? -1 : 1));
}

/** The best part of each source, of the best sources. */
function bestOfEach<Part extends Ranked>(parts: readonly Part[], depth: number): Map<string, Part> {
  const best = new Map<string, Part>();
  for (const part of parts) {
    const known = best.get(part.source);
    if (known === undefined || isBetter(part, known)) best.set(part.source, part);
  }
  const sorted = [...best].toSorted(([, left], [, right]) => (isBetter(left, right) ? -1 : 1));
  return new Map(sorted.slice(0, depth));
}

function isBetter(left: Ranked, right: Ranked): boolean {
  return worth(left) > worth(right) || (worth(left) === worth(right) && left.id < right.id);
}

/** Weighed before it is scaled: however often a bundle has a word, a page that has it once is worth more. */
function worth({ score, weight }: Ranked): number {
  return score * weight;
}

function scaled(best: ReadonlyMap<string, Ranked>): Map<string, number> {
  const scores = [...best.values()].map(worth);
  const highest = Math.max(...scores);
  const lowest = Math.min(...scores);
  const range = highest - lowest;
  return new Map([...best].map(([source, part]) => [source, range === 0 ? 1 : (worth(part) - lowest) / range]));
}
