import { expect, test } from "vitest";
import { type Kept, openKept, type Wanted } from "../../src/workspace/kept.ts";

interface Index {
  readonly number: number;
  close(): void;
}

/** Indexes that say when they are opened and closed. */
function indexes() {
  const told: string[] = [];
  let opened = 0;
  const wanted = (mark: string): Wanted<Index> => ({
    name: "search index",
    mark,
    open: async () => {
      opened += 1;
      const number = opened;
      told.push(`open ${number}`);
      return { number, close: () => void told.push(`close ${number}`) };
    },
  });
  return { told, wanted };
}

async function takeAndGiveBack(kept: Kept, wanted: Wanted<Index>): Promise<number> {
  const { thing, giveBack } = await kept.take(wanted);
  giveBack();
  await settled();
  return thing.number;
}

/** What was begun by giving back is done. */
async function settled(): Promise<void> {
  await Promise.resolve();
  await Promise.resolve();
}

test("what takes long to open is opened once for all who ask", async () => {
  const { told, wanted } = indexes();
  const kept = openKept({ stays: true });
  const both = [kept.take(wanted("a")), kept.take(wanted("a"))];
  for (const { giveBack } of await Promise.all(both)) giveBack();
  await takeAndGiveBack(kept, wanted("a"));
  expect(told).toEqual(["open 1"]);
});

test("what was made anew is opened anew, and the old one goes with its last user", async () => {
  const { told, wanted } = indexes();
  const kept = openKept({ stays: true });
  const { giveBack } = await kept.take(wanted("before the rebuild"));
  await takeAndGiveBack(kept, wanted("after the rebuild"));
  expect(told).toEqual(["open 1", "open 2"]);
  giveBack();
  await settled();
  expect(told).toEqual(["open 1", "open 2", "close 1"]);
});

test("what could not be opened is tried again", async () => {
  const { wanted } = indexes();
  const kept = openKept({ stays: true });
  const damaged: Wanted<Index> = { ...wanted("a"), open: () => Promise.reject(new Error("damaged")) };
  await expect(kept.take(damaged)).rejects.toThrow("damaged");
  expect(await takeAndGiveBack(kept, wanted("a"))).toBe(1);
});

test("a process that ends keeps nothing", async () => {
  const { told, wanted } = indexes();
  const kept = openKept({ stays: false });
  await takeAndGiveBack(kept, wanted("a"));
  await takeAndGiveBack(kept, wanted("a"));
  expect(told).toEqual(["open 1", "close 1", "open 2", "close 2"]);
});

test("at the end all is closed, what is still used as it comes back", async () => {
  const { told, wanted } = indexes();
  const kept = openKept({ stays: true });
  const { giveBack } = await kept.take(wanted("a"));
  kept.close();
  await settled();
  expect(told).toEqual(["open 1"]);
  giveBack();
  await settled();
  expect(told).toEqual(["open 1", "close 1"]);
});
