import { type Dice, openDice } from "./dice.ts";

/** What one day brings. */
export interface DayDrawn {
  readonly done: number;
  readonly added: number;
}

export interface Simulation {
  /** The days that are drawn from. */
  readonly days: readonly DayDrawn[];
  /** What there is to do. */
  readonly backlog: number;
  readonly seed: number;
}

/** How often the future is drawn. */
export const runs = 1_000;

/** Runs are followed for so many times the history's length: what is not done by then is told apart by its pace alone. */
export const followedFor = 20;

/**
 * In how many days the backlog is done, for each run, in order. `Infinity`: never, for as much comes as goes. `MAX_SAFE_INTEGER`: it
 * ends, but later than runs are followed. Each run first draws its own history from the days: a few of them are but one of the
 * histories that could have been, and runs that all believed in it would agree too well.
 */
export function simulate({ days, backlog, seed }: Simulation): number[] {
  const dice = openDice(seed);
  const lengths = Array.from({ length: runs }, () => lengthOf(backlog, redraw(days, dice), dice));
  return lengths.toSorted((left, right) => left - right);
}

/** The days of another history, of which all ends may come. */
interface Redrawn {
  /** How much less there is to do after each. */
  readonly net: readonly number[];
  readonly sum: number;
}

function redraw(days: readonly DayDrawn[], dice: Dice): Redrawn {
  const net = days.map(() => {
    const { done, added } = days[dice(days.length)] ?? { done: 0, added: 0 };
    return done - added;
  });
  return { net, sum: net.reduce((sum, day) => sum + day, 0) };
}

function lengthOf(backlog: number, { net, sum }: Redrawn, dice: Dice): number {
  let left = backlog;
  const most = net.length * followedFor;
  for (let day = 1; day <= most; day++) {
    left -= net[dice(net.length)] ?? 0;
    if (left <= 0) return day;
  }
  return sum > 0 ? Number.MAX_SAFE_INTEGER : Infinity;
}

/** The length that so many of a hundred runs do not exceed. */
export function percentileOf(lengths: readonly number[], percentile: number): number {
  return lengths[Math.ceil((lengths.length * percentile) / 100) - 1] ?? Infinity;
}
