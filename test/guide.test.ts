import { afterAll, beforeAll, test } from "vitest";
import { newcomer, type Newcomer } from "./scenes/typed-page.ts";

let arthur: Newcomer;

beforeAll(() => {
  arthur = newcomer({ inOneProcess: true });
});

afterAll(() => arthur.leave());

test("the operator's guide prints what it says, chapter by chapter", () => {
  arthur.follow("Docs/guide.md");
}, 600_000);
