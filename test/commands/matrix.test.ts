import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { throwDice } from "../support/dice.ts";
import { rounds } from "../support/optional.ts";
import { cellsOf, dealt, play, type Played, requestOf } from "./matrix/cells.ts";
import { faultsOf, masked, toldBy } from "./matrix/judge.ts";
import {
  atTop,
  type CopiedPlace,
  inSubfolder,
  openCopy,
  openDeserted,
  openOutside,
  openPlace,
  type Place,
  throughLink,
} from "./matrix/places.ts";
import { typed } from "./matrix/requests.ts";

// Every command there is, as everybody there is, wherever one may stand: done, or refused with a code. The short tier plays
// some of the matrix, which dice choose, and `npm run test:all` all of it.
const dice = throwDice();
/** What was found, with the seed that finds it again. */
const found = (faults: readonly unknown[]): object => ({ seed: dice.seed, faults });
const nothing = found([]);

/** Long enough for all of a place in the long tier, in milliseconds. */
const patience = 1_600_000;

describe("in a repository", () => {
  const cells = dealt(cellsOf(), { test: 8 }, dice);
  let places: readonly Place[];
  let replies: readonly Played[][];

  beforeAll(async () => {
    places = await Promise.all([atTop, inSubfolder, throughLink].map(openPlace));
    replies = await play(places, cells);
  }, patience);
  afterAll(() => Promise.all(places.map((place) => place.end())));

  test("nothing is called a bug", () => expect(found(replies.flat().flatMap(faultsOf))).toEqual(nothing));

  test.each([
    [1, "in a subfolder"],
    [2, "through a link"],
  ])("the answer is the one at the top: %i, %s", (at) => {
    const elsewhere = cells.flatMap(({ command }, cell) => {
      // It begins a repository, and below the top of one it refuses to.
      if (command === "init") return [];
      const [there, top] = [replies[at]?.[cell], replies[0]?.[cell]] as [Played, Played];
      const [answer, wanted] = [masked(there, places[at] as Place), masked(top, places[0] as Place)];
      return answer === wanted ? [] : [{ words: top.words.join(" "), role: top.role, answer, wanted }];
    });
    expect(found(elsewhere)).toEqual(nothing);
  });

  test("a process of its own answers the same", async () => {
    const place = places[0] as Place;
    for (const cell of dealt(cellsOf(["v7_ro"]), { test: 1, all: 40 }, dice)) {
      const request = requestOf(cell, place);
      const reply = await typed(request);
      expect(found(faultsOf({ ...cell, ...request, ...reply }))).toEqual(nothing);
    }
  });
});

describe("outside of one", () => {
  /** What CLI.md lets answer anywhere. */
  const anywhere = ["init", "explain", "version", "doctor", "completion", "db:grants"];
  /** Each command is typed in the short tier, too. */
  const outside = cellsOf(["owner"]).filter(
    ({ typing, json }) => rounds({ test: 0, all: 1 }) === 1 || (typing === 0 && !json),
  );
  let place: Place;
  let replies: readonly Played[];

  beforeAll(async () => {
    place = await openOutside();
    [replies = []] = await play([place], outside);
  }, patience);
  afterAll(() => place.end());

  test("nothing is called a bug", () => expect(found(replies.flatMap(faultsOf))).toEqual(nothing));

  test("whoever needs one exits 1 and says so", () => {
    const others = replies.filter(({ command }) => !anywhere.includes(command));
    const wrong = others.filter((reply) => {
      const { code = "" } = toldBy(reply);
      // What is wrong in the words is told first.
      return reply.exitCode !== 1 || !["V7-C014", "V7-C001", "V7-C004"].includes(code);
    });
    expect(found(wrong.map(({ words, exitCode, stderr }) => ({ words: words.join(" "), exitCode, stderr })))).toEqual(
      nothing,
    );
  });

  test("nothing is made there", () => {
    const made = replies.filter(({ command, folder }) => {
      const entries = readdirSync(folder).filter((entry) => entry !== ".git");
      const ofGit = existsSync(join(folder, ".git/v7")) || existsSync(join(folder, ".git/hooks/pre-commit"));
      return command !== "init" && (entries.length > 0 || ofGit);
    });
    expect(found(made.map(({ words }) => words.join(" ")))).toEqual(nothing);
  });
});

test(
  "with the database away nothing is called a bug, and no other one is made",
  async () => {
    const place = await openDeserted();
    const [replies = []] = await play([place], dealt(cellsOf(["ci"]), { test: 12 }, dice));
    expect(found(replies.flatMap(faultsOf))).toEqual(nothing);
    expect(existsSync(join(place.stand("ci").folder, ".git/v7/pg"))).toBe(false);
    await place.end();
  },
  patience,
);

describe("in a copy of a clone whose own server runs", () => {
  let place: CopiedPlace;
  beforeAll(async () => {
    place = await openCopy();
  });
  afterAll(() => place.end());

  test(
    "nothing is called a bug, and the original's server and rows stay as they are",
    async () => {
      const before = await place.original();
      const [replies = []] = await play([place], dealt(cellsOf(["owner"]), { test: 8 }, dice));
      expect(found(replies.flatMap(faultsOf))).toEqual(nothing);
      expect(await place.original()).toBe(before);
    },
    patience,
  );
});
