import { cappedDays } from "../../../src/pace/capped.ts";
import { needed } from "../../../src/pace/forecast.ts";
import { percentileOf, simulate } from "../../../src/pace/simulate.ts";
import { type Dice, throwDice } from "../../support/dice.ts";

/** Projects of one kind: how many tasks each finishes on a day. */
export type Pace = (dice: Dice, day: number) => number;

/** What v7 promises of a forecast, it promises of all of these. */
export const paces: { readonly [name: string]: Pace } = {
  even: (dice) => poisson(dice, 1),
  sparse: (dice) => poisson(dice, 0.3),
  "a working week": (dice, day) => (day % 7 < 5 ? poisson(dice, 1.4) : 0),
  "80 % empty days": (dice) => (dice.whole(5) === 0 ? 1 + poisson(dice, 4) : 0),
  batches: (dice) => (dice.whole(4) === 0 ? 1 + dice.whole(8) : 0),
};

function poisson(dice: Dice, mean: number): number {
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = dice.upTo(1); product > end; product *= dice.upTo(1)) count++;
  return count;
}

export interface Question {
  readonly pace: Pace;
  readonly percentile: number;
  /** After how many days it is asked; on the first day that has an answer, if that comes later. */
  readonly days: number;
  /** What is left to do, in multiples of what was done until then. */
  readonly times: number;
  readonly histories: number;
}

/** In how many of a hundred histories the work was done by the date that the percentile named. */
export function heldShare({ pace, percentile, days, times, histories }: Question): number {
  let held = 0;
  for (let history = 0; history < histories; history++) {
    const dice = throwDice(history * 7_919 + 13);
    const began = dice.whole(7);
    const done: number[] = [];
    const finished = (): number => done.reduce((sum, tasks) => sum + tasks, 0);
    while (done.length < days || Math.min(done.length, finished()) < needed(percentile))
      done.push(pace(dice, began + done.length));
    const backlog = finished() * times;
    let took = 0;
    for (let left = backlog; left > 0; took++) left -= pace(dice, began + done.length + took);
    const { days: counted } = cappedDays(done.map((tasks, index) => ({ day: String(index), done: tasks, added: 0 })));
    if (took <= percentileOf(simulate({ days: counted, backlog, seed: 1 }), percentile)) held++;
  }
  return (100 * held) / histories;
}

/** Every question that is asked of every kind of project. */
export function questions(histories: number): (Question & { readonly name: string })[] {
  return Object.entries(paces).flatMap(([name, pace]) =>
    [0, 20, 40].flatMap((days) =>
      [1, 2].flatMap((times) => [50, 85].map((percentile) => ({ name, pace, percentile, days, times, histories }))),
    ),
  );
}

/** Of a hundred, how many may hold of each percentile. */
export const promised: { readonly [percentile: number]: readonly [least: number, most: number] } = {
  50: [45, 70],
  85: [80, 97],
};
