/** Throws a die with so many sides: 0 up to one less. */
export type Dice = (sides: number) => number;

/**
 * Dice that fall the same way for the same seed, on every machine: whole numbers of 32 bits alone (mulberry32). Up to two million
 * sides.
 */
export function openDice(seed: number): Dice {
  let state = seed | 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const drawn = (mixed ^ (mixed >>> 14)) >>> 0;
    return Math.floor((drawn * sides) / 4_294_967_296);
  };
}
