import { expect, test } from "vitest";
import { sameSetting } from "../../../src/plan/setting-values.ts";

test.each([
  ["128GB", "131072MB"],
  ["64MB", "65536kB"],
  ["1.5GB", "1536MB"],
  ["5min", "300s"],
  ["1d", "24h"],
  ["on", "true"],
  ["off", "0"],
  ["0.90", "0.9"],
  [" replica ", "replica"],
])("%s means %s", (declared, running) => {
  expect(sameSetting(declared, running)).toBe(true);
});

test.each([
  ["128GB", "128MB"],
  ["1h", "1GB"],
  ["on", "off"],
  ["replica", "logical"],
  ["Replica", "replica"],
  // What a mere number counts in is not known here.
  ["16384", "128MB"],
])("%s does not mean %s", (declared, running) => {
  expect(sameSetting(declared, running)).toBe(false);
});

test("a mere number counts in the setting's unit, which may be a block", () => {
  expect(sameSetting("128MB", "16384", "8kB")).toBe(true);
  expect(sameSetting("128GB", "16384", "8kB")).toBe(false);
});

test("a number below zero counts in nothing", () => {
  expect(sameSetting("-1", "-1.0", "8kB")).toBe(true);
  expect(sameSetting("-1", "-1kB", "8kB")).toBe(true);
});
