import fc from "fast-check";
import { expect, test } from "vitest";
import { longestChain } from "../../../src/pace/chain.ts";
import { bestHandOver, stepsOf } from "../../../src/pace/schedule.ts";

const personas = ["Layer 1 Data Sentinel", "Test Sentinel", "The Architect"];

/** Tasks that wait for earlier ones alone. */
const tasks = fc
  .array(fc.record({ persona: fc.constantFrom(...personas), needs: fc.array(fc.nat(30), { maxLength: 3 }) }), {
    maxLength: 30,
  })
  .map((all) =>
    all.map(({ persona, needs }, index) => ({
      key: `1.${index}`,
      persona,
      dependencies: needs.filter((each) => each < index).map((each) => `1.${each}`),
    })),
  );

test("all work takes as many steps as its longest chain and its busiest persona at least, and its tasks at most", () => {
  fc.assert(
    fc.property(tasks, (all) => {
      const busiest = Math.max(0, ...personas.map((each) => all.filter(({ persona }) => persona === each).length));
      const steps = stepsOf(all);
      expect(steps).toBeGreaterThanOrEqual(Math.max(busiest, longestChain(all).length));
      expect(steps).toBeLessThanOrEqual(all.length);
    }),
  );
});

test("for one persona, whatever waits for what, it takes a step a task", () => {
  fc.assert(
    fc.property(tasks, (all) => {
      expect(stepsOf(all.map((task) => ({ ...task, persona: "The Architect" })))).toBe(all.length);
    }),
  );
});

test("tasks in a circle are never done, and all others are", () => {
  const circle = [
    { key: "1.1", persona: "The Architect", dependencies: ["1.2"] },
    { key: "1.2", persona: "The Architect", dependencies: ["1.1"] },
    { key: "1.3", persona: "The Architect", dependencies: [] },
  ];
  expect(stepsOf(circle)).toBe(1);
});

test("nothing is handed to somebody who would then have as much to do", () => {
  const two = ["1.1", "1.2"].map((key) => ({ key, persona: "The Architect", dependencies: [] }));
  expect(bestHandOver(two, two, ["Test Sentinel"])).toMatchObject({ to: "Test Sentinel", steps: 1 });
  const one = two.slice(0, 1);
  expect(bestHandOver(one, one, ["Test Sentinel"])).toBeNull();
});
