import { describe, expect, test } from "vitest";
import { groupsHere, isHere, type Machine } from "../../../src/consolidate/machine.ts";

/** A Mac in the network of a guest: its name is not the one that it was given. */
const mac: Machine["system"] = {
  platform: "darwin",
  hostName: () => "mac.fritz.box",
  hostNames: () => ["mac.fritz.box", "AIR"],
  machineId: () => "4C4C44A1-5555-1144-A131-1B1C2D3E4F50",
};

function called(host: string): Machine["system"] {
  return { platform: "linux", hostName: () => host, hostNames: () => [host], machineId: () => "" };
}

test.each([
  ["ALPHA", {}, "alpha.local", true],
  ["ALPHA", {}, "alphabet", false],
  ["AIR", { AIR: "Alpha" }, "alpha.local", true],
  ["AIR", { AIR: "air-of-the-architect.local" }, "AIR", false],
  ["AIR", { AIR: ["air-of-the-architect", "alpha"] }, "alpha.local", true],
  ["AIR", { AIR: "uuid:" }, "air", false],
])("%s with %j is here on %s: %s", (node, machines, host, expected) => {
  expect(isHere(node, { config: { machines }, system: called(host) })).toBe(expected);
});

describe("a Mac that another network calls otherwise (M6)", () => {
  test.each([
    ["by the name that it was given", {}, true],
    ["by its id", { AIR: ["somebody", "uuid:4c4c44a1-5555-1144-a131-1b1c2d3e4f50"] }, true],
    ["not by another's id", { AIR: "uuid:4C4C44A1-0000-0000-0000-000000000000" }, false],
  ])("is known %s", (_, machines, expected) => {
    expect(isHere("AIR", { config: { machines }, system: mac })).toBe(expected);
  });

  test("is proposed by its id, which stays", () => {
    const groups = [{ name: "stage1", node: "ALPHA", paths: [], exclude: [], overrides: [] }];
    const ask = (): unknown => groupsHere(groups, { config: { machines: {} }, system: mac }, { areNamed: true });
    expect(ask).toThrow(
      expect.objectContaining({
        code: "V7-K002",
        next: expect.arrayContaining([
          'is this ALPHA? v7.yaml: machines: { ALPHA: "uuid:4C4C44A1-5555-1144-A131-1B1C2D3E4F50" }',
        ]) as unknown,
      }),
    );
  });
});
