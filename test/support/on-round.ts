/** Hears of each finished round; whether another one is wanted. */
export type OnRound = (done: number, all: number) => boolean;

/** All of them. */
export const everyRound: OnRound = () => true;
