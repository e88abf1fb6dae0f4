/** Random numbers that can be had again: a failure tells the seed, and `V7_TEST_SEED` takes it. */
export interface Dice {
  readonly seed: number;
  /** From 0 up to `below`, which it never is. */
  upTo(below: number): number;
  /** A whole number from 0 up to `below`, which it never is. */
  whole(below: number): number;
}

/** Mulberry32: good enough to choose where to kill. */
export function throwDice(seed = Number(process.env["V7_TEST_SEED"] ?? Date.now() % 2 ** 31)): Dice {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, upTo: (below) => next() * below, whole: (below) => Math.floor(next() * below) };
}
