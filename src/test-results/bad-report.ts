import type { Code } from "../model/codes/codes.ts";

/** Where something stands in a report, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of a UTF-16 offset. */
export function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What is wrong with a report: nothing of it is imported. */
export class BadReport extends Error {
  readonly code: Code;
  readonly place: Place | undefined;

  constructor(code: Code, message: string, place?: Place) {
    super(message);
    this.code = code;
    this.place = place;
  }
}
