import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everything } from "../../src/engine/plan/decide.ts";
import { makePlan } from "../../src/engine/plan/make-plan.ts";
import { newWorkOrder } from "../../src/engine/edit/new-work-order.ts";
import { renumberTask } from "../../src/engine/edit/numbers/renumber.ts";
import { readState } from "../../src/workspace/state.ts";
import { type Checkout, createCheckout, openCheckout } from "../scenes/checkout.ts";
import { phase, task } from "../scenes/documents.ts";
import { appliedBy, openScene, type Scene } from "../scenes/scene.ts";
import { type Dice, throwDice } from "../support/dice.ts";

let scene: Scene;
const checkouts: Checkout[] = [];

beforeAll(async () => {
  scene = await openScene();
});

afterAll(async () => {
  for (const checkout of checkouts) checkout.remove();
  await scene.end();
});

const clones = 10;
const branches = 5;

test("ten clones and five branches write work orders at once: merged in any order, each has a number of its own, and nothing is lost", async () => {
  const dice = throwDice();
  const main = kept(createCheckout(scene.database.url));
  main.declare(phase("1"), task("1.1"));
  main.commit("Assessment begins");
  const theirs = Array.from({ length: clones }, () => kept(cloneOf(main.root)));
  const names = theirs.map((_, at) => `Map the enums of table ${at + 1}`);
  for (const [at, clone] of theirs.entries()) {
    clone.git("switch", "--quiet", "-c", `table-${at % branches}`);
    await write(clone, names[at] ?? "");
    clone.commit(`Task of clone ${at + 1}`);
  }
  for (const [at, clone] of inSomeOrder(dice, [...theirs.entries()])) {
    main.git("fetch", "--quiet", clone.root, `table-${at % branches}`);
    merge(main);
    await followFindings(main);
    main.commit(`Merge clone ${at + 1}`);
  }
  const { documents, findings } = await readState(await main.open());
  const tasks = documents.filter(({ kind }) => kind === "Task");
  expect({ seed: dice.seed, findings }).toMatchObject({ findings: [] });
  expect(new Set(tasks.map(({ name }) => name)).size).toBe(clones + 1);
  expect(tasks.map(({ spec }) => spec["name"])).toEqual(expect.arrayContaining(names));
  for (const { name, spec } of tasks.filter((one) => one.name !== "1.1"))
    expect(main.read(`work-orders/${name}.md`)).toMatch(
      new RegExp(`^# Work order ${name}: ${String(spec["name"])}\n[^<=>]*\n- \\[ \\] ${String(spec["name"])}\n`),
    );
  await appliedBy(await main.open());
  const { output } = await makePlan(await main.open(), { options: everything });
  expect(output.summary).toMatchObject({ add: 0, change: 0, destroy: 0 });
});

function inSomeOrder<Item>({ upTo }: Dice, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: upTo(1) }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

function kept(checkout: Checkout): Checkout {
  checkouts.push(checkout);
  return checkout;
}

async function write(place: Checkout, name: string): Promise<void> {
  const request = { phase: "1", name, persona: "Layer 1 Data Sentinel", dependsOn: ["1.1"], notes: undefined };
  await newWorkOrder(await place.open(), { ...request, acceptance: [name], deliverables: [], dart: undefined });
}

/** Both sides may have added a file of the same name: then git leaves its markers, and says so by how it ends. */
function merge(place: Checkout): void {
  try {
    place.git("merge", "--quiet", "--no-edit", "FETCH_HEAD");
  } catch (error) {
    if ((error as { readonly status?: number }).status !== 1) throw error;
  }
}

/** Does what each finding says, until nothing is wrong. */
async function followFindings(place: Checkout): Promise<void> {
  for (let round = 0; round < clones; round += 1) {
    const { findings } = await readState(await place.open());
    const [, from, file] = /v7 task renumber (\S+)(?: --file (\S+))?/.exec(findings[0]?.message ?? "") ?? [];
    if (from === undefined) return;
    await renumberTask(await place.open(), { from, file });
  }
}

function cloneOf(root: string): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "v7-clone-"));
  execFileSync("git", ["clone", "--quiet", root, folder]);
  return openCheckout(folder, scene.database.url);
}
