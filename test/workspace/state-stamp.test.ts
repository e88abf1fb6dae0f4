import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stateStamp } from "../../src/workspace/state-stamp.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";

let checkout: Checkout;

beforeEach(() => {
  checkout = createCheckout("postgres://nobody@127.0.0.1:1/none");
  mkdirSync(join(checkout.root, "state/tasks/assessment"), { recursive: true });
});

afterEach(() => checkout.remove());

function stamp(): Promise<string> {
  return stateStamp({
    repository: { root: checkout.root, home: join(checkout.root, ".git/v7"), isGit: true, environment: {} },
  });
}

test("is another one after an edit, a move and a new folder, and the same after nothing", async () => {
  checkout.write("state/tasks/assessment/1.1.yaml", "name: Inventory\n");
  const seen = [await stamp()];
  expect(await stamp()).toBe(seen[0]);
  checkout.write("state/tasks/assessment/1.1.yaml", "name: Inventory of all enums\n");
  seen.push(await stamp());
  renameSync(join(checkout.root, "state/tasks/assessment/1.1.yaml"), join(checkout.root, "state/tasks/1.1.yaml"));
  seen.push(await stamp());
  mkdirSync(join(checkout.root, "state/tasks/design"));
  seen.push(await stamp());
  expect(new Set(seen).size).toBe(seen.length);
});

test("of thousands of documents leaves the thread to others in between", async () => {
  for (let at = 0; at < 2_000; at += 1) writeFileSync(join(checkout.root, `state/tasks/1.${at}.yaml`), "");
  let turns = 0;
  const others = { next: setImmediate(count) };
  function count(): void {
    turns += 1;
    others.next = setImmediate(count);
  }
  await stamp();
  clearImmediate(others.next);
  expect(turns).toBeGreaterThanOrEqual(10);
});
