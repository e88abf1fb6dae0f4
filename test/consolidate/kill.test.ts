import { expect, test } from "vitest";
import { killCopies } from "./kill.ts";

test("killed at 60 random points, a name is absent or complete, originals are untouched, and the rest follows (F3)", async () => {
  const { seed, done, underWay, wrong } = await killCopies(60);
  expect(done).toBe(60);
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  // Kills that all fall before or behind the copying would show nothing.
  expect(underWay).toBeGreaterThan(20);
}, 300_000);
