import { afterEach, expect, test } from "vitest";
import { setTimeout as delay } from "node:timers/promises";
import { inSecondTier, rounds } from "../support/optional.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";
import { startWriters, type Vocabulary } from "./writers.ts";

let shared: DeedScene;

afterEach(() => shared.end());

const name = "contact_status";

/** Two tables of the enum, one read through a view, with some rows before. */
const application = `
  CREATE TYPE contact_status AS ENUM ('New', 'Complete', 'Error', 'Skipped');
  CREATE TABLE contacts (id integer PRIMARY KEY, status contact_status NOT NULL DEFAULT 'New');
  CREATE TABLE contact_events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, contact integer, status contact_status);
  CREATE VIEW open_contacts AS SELECT id, status FROM contacts WHERE status = 'New';
  INSERT INTO contacts SELECT -n, (ARRAY['New', 'Complete', 'Error', 'Skipped']::contact_status[])[1 + n % 4]
    FROM generate_series(1, ${rounds({ test: 2_000, all: 50_000 })}) n`;

const valueMap = { New: "new", Complete: "complete", Error: "failed", Skipped: "failed" };

const vocabulary: Vocabulary = { old: Object.keys(valueMap), new: ["new", "complete", "failed"] };

/** What an old word has become, and what a new one was: of several the first. */
const wordOf = new Map<string, string>(Object.entries(valueMap));
const labelOf = new Map([...wordOf].toReversed().map(([label, word]) => [word, label]));

test("eight clients write all through a change of merged values and its way back: nothing they committed is lost", async () => {
  shared = await openDeedScene(application);
  shared.declare(name, {
    currentValues: [...vocabulary.old],
    targetValues: [...vocabulary.new],
    targetName: "v7_contact_status",
    valueMap,
  });
  await shared.prepare(name);
  const clients = await Promise.all(Array.from({ length: 8 }, () => shared.app.connect({ applicationName: "writer" })));
  const writers = startWriters(clients, vocabulary);
  await delay(rounds({ test: 100, all: 2_000 }));
  const there = await shared.deed("implement", name, { accepted: ["V7-E073", "V7-E075"] });
  expect(there.problem).toBeNull();
  await delay(rounds({ test: 100, all: 2_000 }));
  await shared.settle();
  const back = await shared.deed("rollback", name);
  expect(back.problem).toBeNull();
  await delay(rounds({ test: 100, all: 2_000 }));
  const written = await writers.stop();
  const refused = written.flatMap(({ errors }) => errors);
  if (inSecondTier()) {
    const statements = written.reduce((sum, one) => sum + one.statements, 0);
    const locks = [there, back].map(({ output }) => `${output.locked_ms} ms after ${output.retries} other tries`);
    process.stderr.write(`${statements} turns, ${refused.length} refused; locked ${locks.join(", then ")}\n`);
  }
  expect(refused.filter(({ code }) => code !== "22P02")).toEqual([]);
  expect([there, back].map(({ output }) => typeof output.locked_ms)).toEqual(["number", "number"]);
  const found = new Map(
    (await shared.rows("SELECT id, status::text FROM contacts WHERE id >= 0")).map(([id, word]) => [
      Number(id),
      String(word),
    ]),
  );
  const acknowledged = new Map(written.flatMap(({ rows }) => [...rows]));
  expect([...found.keys()].toSorted(byNumber)).toEqual([...acknowledged.keys()].toSorted(byNumber));
  // Whether somebody wrote Skipped before the change or after the way back is not known here: both labels are one word.
  const differing = [...acknowledged].filter(([id, word]) => {
    const held = found.get(id) ?? "";
    return wordOf.has(word) ? held !== word : held !== labelOf.get(word);
  });
  expect(differing).toEqual([]);
  const events = await shared.rows("SELECT contact FROM contact_events ORDER BY 1");
  expect(events.map(([contact]) => Number(contact))).toEqual(
    [...acknowledged.keys()].filter((id) => Math.floor(id / 1_000_000) % 2 === 1).toSorted(byNumber),
  );
});

function byNumber(one: number, other: number): number {
  return one - other;
}
