import { expect, test, vi } from "vitest";
import type { Revisions } from "../../src/model/topic.ts";
import { sharedRevisions } from "../../src/workspace/revision-reader.ts";

/** Looks that end when they are told to, each with its number. */
function looks(apart = 0) {
  const begun: PromiseWithResolvers<Revisions>[] = [];
  const nobody = (): Promise<never> => Promise.reject(new Error("nobody asked for it"));
  const database = (): Promise<Revisions> => {
    begun.push(Promise.withResolvers<Revisions>());
    return begun.at(-1)?.promise ?? nobody();
  };
  const shared = sharedRevisions({ database, documents: nobody, index: nobody }, apart);
  const read = () => shared(["rows"]);
  const end = async (at: number): Promise<void> => {
    await Promise.resolve();
    begun[at]?.resolve({ rows: String(at) } as Revisions);
  };
  return { begun, read, end };
}

test("whoever asks while a look goes on shares the one after it, and nothing else is looked at", async () => {
  const { begun, read, end } = looks();
  const first = read();
  await Promise.resolve();
  const [second, third] = [read(), read()];
  await end(0);
  expect(await first).toMatchObject({ rows: "0" });
  await end(1);
  expect(await Promise.all([second, third])).toMatchObject([{ rows: "1" }, { rows: "1" }]);
  expect(begun).toHaveLength(2);
});

test("a look that fails is nobody else's", async () => {
  const { begun, read, end } = looks();
  const first = read();
  await Promise.resolve();
  const second = read();
  begun[0]?.reject(new Error("the database is away"));
  await expect(first).rejects.toThrow("away");
  await Promise.resolve();
  await Promise.resolve();
  await end(1);
  expect(await second).toMatchObject({ rows: "1" });
});

test("looks lie apart: who asks right after one waits for the next, and it begins after they asked", async () => {
  const { begun, read, end } = looks(30);
  const first = read();
  await end(0);
  expect(await first).toMatchObject({ rows: "0" });
  const others = [read(), read()];
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toHaveLength(1);
  await vi.waitFor(() => expect(begun).toHaveLength(2));
  await end(1);
  expect(await Promise.all(others)).toMatchObject([{ rows: "1" }, { rows: "1" }]);
});
