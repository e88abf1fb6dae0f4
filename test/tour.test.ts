import { afterAll, beforeAll, expect, test } from "vitest";
import { newcomer, type Newcomer } from "./scenes/typed-page.ts";

let arthur: Newcomer;

beforeAll(() => {
  arthur = newcomer();
});

afterAll(() => arthur.leave());

// Typed as it stands there, on the embedded server that a new user gets.
test("README's tour prints what README says", () => {
  arthur.follow("README.md");
});

test("doctor finds nothing to complain about in a database that v7 made itself", () => {
  arthur.run("v7 record");
  const complaints = arthur
    .run("v7 doctor")
    .split("\n")
    .filter((line) => /^(?:warn|fail)/.test(line));
  expect(complaints).toEqual([]);
});
