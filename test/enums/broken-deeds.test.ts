import { afterAll, beforeAll, expect, test } from "vitest";
import { throwDice } from "../support/dice.ts";
import { type BrokenDeeds, cutDeeds, killDeeds, openBrokenDeeds } from "./broken-deeds.ts";

let broken: BrokenDeeds;

beforeAll(async () => {
  broken = await openBrokenDeeds();
}, 60_000);

afterAll(() => broken.shared.end());

test("cut before and after messages, it is done whole or not at all, told truthfully, and the next run does what is left (AR1)", async () => {
  const { cuts, wrong } = await cutDeeds(broken, 23);
  expect(wrong).toEqual([]);
  expect(cuts).toBeGreaterThan(8);
}, 120_000);

test("cut while the target commits, the target is asked what happened (AR2)", async () => {
  let isCommit = false;
  const said = await broken.run((message) => {
    isCommit = message.from === "client" && message.bytes.includes("COMMIT") && !message.bytes.includes("INSERT");
    return isCommit ? "cut after" : "pass";
  });
  expect(await broken.judge("cut after COMMIT", said)).toBeUndefined();
});

test("killed at random messages, it left all or nothing, v7 learns which, and the next run does what is left (AR3)", async () => {
  const dice = throwDice();
  const { killed, wrong } = await killDeeds(broken, 4, dice);
  expect(wrong).toEqual([]);
  expect({ seed: dice.seed, killed }).toEqual({ seed: dice.seed, killed: 4 });
}, 120_000);
