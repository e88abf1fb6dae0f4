import { appendFileSync } from "node:fs";
import { soakRows } from "./rows.ts";

/** How many this run wants of a row; 0 leaves it out. */
export function sizeOf(flag: string): number {
  return Number(process.env[variableOf(flag)] ?? soakRows.find((row) => row.flag === flag)?.size ?? 0);
}

/** The variable through which `run.ts` hands a size on. */
export function variableOf(flag: string): string {
  return `V7_SOAK_${flag.toUpperCase()}`;
}

/** Tells every twentieth of the way. */
export function progressOf(name: string): (done: number, all: number) => void {
  return (done, all) => {
    if (Math.floor((done * 20) / all) > Math.floor(((done - 1) * 20) / all)) console.log(`${name}: ${done} of ${all}`);
  };
}

/** One finished row, for the table at the end. */
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
