import { expect, test } from "vitest";
import { cutDeeds, killDeeds, openBrokenDeeds } from "../enums/broken-deeds.ts";
import { throwDice } from "../support/dice.ts";
import { record, sizeOf } from "./measure.ts";

const rounds = sizeOf("enums");

test.skipIf(rounds === 0)("enum deeds killed at random messages, and cut before and after each", async () => {
  const broken = await openBrokenDeeds();
  try {
    const { killed, wrong } = await killDeeds(broken, rounds, throwDice());
    const cuts = await cutDeeds(broken, 1);
    record({ flag: "enums", done: killed, wrong: wrong.length + cuts.wrong.length });
    expect([...wrong, ...cuts.wrong]).toEqual([]);
  } finally {
    await broken.shared.end();
  }
});
