/** What a text says, in so few numbers that thousands of texts can be compared. */
export interface TextSketch {
  /** The smallest hashes of its runs of words, in order. */
  readonly smallest: Uint32Array;
  /** The smallest hash of each of a fixed number of classes of runs. */
  readonly classes: Uint32Array;
}

/** The sketch of a text; undefined where it is too short to be compared. Case, punctuation and space count for nothing. */
export function sketchOf(text: string): TextSketch | undefined {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const hashes = runHashes(words);
  if (hashes.length < leastRuns) return undefined;
  const classes = new Uint32Array(classCount).fill(emptyClass);
  for (const hash of hashes) {
    const place = hash % classCount;
    if (hash < (classes[place] ?? 0)) classes[place] = hash;
  }
  return { smallest: hashes.slice(0, sketchLength), classes };
}

/** How much of what either text says both say, 0 to 1: the share of the smallest runs of both that both have. */
export function similarityOf(left: TextSketch, right: TextSketch): number {
  let shared = 0;
  let seen = 0;
  for (let a = 0, b = 0; seen < sketchLength && (a < left.smallest.length || b < right.smallest.length); seen += 1) {
    const one = left.smallest[a] ?? Number.POSITIVE_INFINITY;
    const other = right.smallest[b] ?? Number.POSITIVE_INFINITY;
    if (one === other) shared += 1;
    if (one <= other) a += 1;
    if (other <= one) b += 1;
  }
  return seen === 0 ? 0 : shared / seen;
}

/** Runs of words that follow each other. */
const runLength = 4;
const leastRuns = 12;
const sketchLength = 256;
const classCount = 64;
const emptyClass = 0xffffffff;

/** The hashes of all runs, each once, in order. */
function runHashes(words: readonly string[]): Uint32Array {
  const hashed = words.map(wordHash);
  const runs = new Set<number>();
  for (let start = 0; start + runLength <= hashed.length; start += 1) {
    let run = 0;
    for (let at = 0; at < runLength; at += 1) run = mixed(run ^ (hashed[start + at] ?? 0)) + at;
    runs.add(mixed(run));
  }
  return Uint32Array.from(runs).toSorted();
}

/** FNV-1a. */
function wordHash(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Spreads a number's bits over all of it. */
function mixed(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
