import { describe, expect, test } from "vitest";
import { tellThrough } from "../../../src/commands/shell/progress.ts";
import { progress } from "../../../src/model/work-event.ts";

/** What is said of events, each at its millisecond. */
function said(events: readonly (readonly [at: number, event: ReturnType<typeof progress>])[]): string[] {
  let now = 0;
  const lines: string[] = [];
  const tell = tellThrough({ message: (text) => void lines.push(`${now} ${text.trimEnd()}`) }, () => now);
  for (const [at, event] of events) {
    now = at;
    tell(event);
  }
  return lines;
}

describe("progress", () => {
  test("is silent for what is done within a second", () => {
    expect(
      said([
        [0, progress("record", {})],
        [999, progress("scan", { done: 9 })],
      ]),
    ).toEqual([]);
  });

  test("says what is being done from the end of the first second, each new job at once", () => {
    expect(
      said([
        [500, progress("record", {})],
        [1_600, progress("index", { of: 9 })],
        [1_700, progress("index", { done: 3, of: 9 })],
        [1_800, progress("learning", { of: 40 })],
        [3_900, progress("word-index", { of: 40 })],
      ]),
    ).toEqual([
      "1600 v7: 0 of 9 documents read, 0 chunks",
      "1800 v7: learning from 40 chunks which words go together",
      "3900 v7: making the index of words in 40 chunks",
    ]);
  });

  test("says how far it has come every other second, and how long it takes where nothing is counted", () => {
    const events = Array.from({ length: 8 }, (_, at) => [at * 1_000, progress("word-index", { of: 7 })] as const);
    expect(said(events)).toEqual([
      "1000 v7: making the index of words in 7 chunks",
      "3000 v7: making the index of words in 7 chunks, 3 s",
      "5000 v7: making the index of words in 7 chunks, 5 s",
      "7000 v7: making the index of words in 7 chunks, 7 s",
    ]);
  });
});
