import { appendFileSync } from "node:fs";
import type { OnRound } from "../support/on-round.ts";
import { soakRows } from "./rows.ts";

/** How many this run still wants of a row; 0 leaves it out. */
export function sizeOf(flag: string): number {
  return Number(process.env[variableOf(flag)] ?? soakRows.find((row) => row.flag === flag)?.size ?? 0);
}

/** The variable through which `run.ts` hands a size on. */
export function variableOf(flag: string): string {
  return `V7_SOAK_${flag.toUpperCase()}`;
}

const longest = 30 * 60_000;

/** Tells every twentieth of the way, and wants no more rounds after half an hour. */
export function progressOf(name: string, started = performance.now()): OnRound {
  return (done, all) => {
    if (Math.floor((done * 20) / all) > Math.floor(((done - 1) * 20) / all)) console.log(`${name}: ${done} of ${all}`);
    const goesOn = performance.now() - started < longest;
    if (!goesOn && done < all) console.log(`${name}: half an hour is over after ${done} of ${all}`);
    return goesOn;
  };
}

/** What one run did of a row, for the table at the end and for the run that goes on. */
export interface SoakResult {
  readonly flag: string;
  readonly done: number;
  readonly wrong: number;
}

/** Keeps a result for the table at the end. */
export function record(result: SoakResult): void {
  const file = process.env["V7_SOAK_RESULTS"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
}
