import { expect, test } from "vitest";
import { isHere } from "../../../src/consolidate/machine.ts";

test.each([
  ["ALPHA", {}, "alpha.local", true],
  ["ALPHA", {}, "alphabet", false],
  ["AIR", { AIR: "Alpha" }, "alpha.local", true],
  ["AIR", { AIR: "air-of-the-architect.local" }, "AIR", false],
])("%s with %j is here on %s: %s", (node, machines, host, expected) => {
  expect(isHere(node, { config: { machines }, host })).toBe(expected);
});
