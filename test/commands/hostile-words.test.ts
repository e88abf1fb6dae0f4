import { afterAll, beforeAll, expect, test } from "vitest";
import { throwDice } from "../support/dice.ts";
import { rounds } from "../support/optional.ts";
import { faultsOf } from "./matrix/judge.ts";
import { atTop, openPlace, type Place } from "./matrix/places.ts";
import { typedInOneProcess } from "./matrix/requests.ts";
import { vocabularyOf } from "./matrix/vocabulary.ts";
import { allCommands, typingsWith } from "./matrix/words.ts";

/** What nobody means and somebody types: in place of any argument, of any flag. No path among them leads out of the test's own folder: v7 writes where it is told to. */
const hostile = [
  "",
  " ",
  "-",
  "no/such/folder",
  "task/",
  "task/1.1#",
  "task/%",
  "policy/../task/1.1",
  "__proto__",
  "constructor=x",
  "=",
  "notes=",
  "NaN",
  "-1",
  "1e400",
  "2147483647",
  "99999999999999999999",
  "2025-02-30",
  "-99999d",
  "[",
  "(((",
  "\\",
  "%",
  "'; DROP TABLE v7_state; --",
  "$(id)",
  "\u001b[31m",
  "\u202e1.1/ksat",
  "\u{1f600}".repeat(40),
  "状".repeat(90),
  "x".repeat(5_000),
];

let place: Place;
beforeAll(async () => {
  place = await openPlace(atTop);
});
afterAll(() => place.end());

test("whatever is typed in place of a word, it is done or refused, and nothing is called a bug", async () => {
  const dice = throwDice();
  const all = allCommands().flatMap((command) =>
    hostile.flatMap((word) => typingsWith(command, vocabularyOf(place.known), word)),
  );
  const chosen = all.filter(() => dice.upTo(1) < rounds({ test: 25, all: all.length }) / all.length);
  const requests = chosen.map((words) => ({ ...place.stand("owner"), words }));
  const replies = await typedInOneProcess(requests);
  const faults = replies.flatMap((reply, at) => {
    const words = chosen[at] ?? [];
    const played = { ...reply, words, command: "", role: "owner", typing: 0, json: false, folder: "" } as const;
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    const raw = /[\u001b\u202e]/.test(reply.stdout + reply.stderr)
      ? [`v7 ${words.join(" ")}: shows what it was given`]
      : [];
    return [...faultsOf(played), ...raw];
  });
  expect({ seed: dice.seed, faults }).toEqual({ seed: dice.seed, faults: [] });
}, 600_000);
