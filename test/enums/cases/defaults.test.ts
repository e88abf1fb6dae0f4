import { afterEach, expect, test } from "vitest";
import { quoteText } from "../../../src/postgres/quoting.ts";
import { inSecondTier } from "../../support/optional.ts";
import { type DeedScene, openDeedScene } from "../deed-scene.ts";
import {
  expectRefused,
  implement,
  merging,
  name,
  renamed,
  reordered,
  rollBack,
  stateOf,
  statusType,
} from "./case-scene.ts";

let scene: DeedScene;

afterEach(() => scene.end());

test("cases 1, 2, 3, 37: defaults by the map, a value that is new and used at once, arrays with their form, NULLs", async () => {
  scene = await openDeedScene(`
    ${statusType}
    CREATE FUNCTION first_status() RETURNS status LANGUAGE sql BEGIN ATOMIC SELECT 'Skipped'::status; END;
    CREATE TABLE contacts (
      id integer PRIMARY KEY,
      status status DEFAULT 'New',
      told status DEFAULT first_status(),
      history status[] DEFAULT '{New,Complete}',
      nothing status[] DEFAULT ARRAY[]::status[],
      called text DEFAULT 'New'
    );
    ALTER TABLE contacts ALTER COLUMN history SET STORAGE EXTERNAL, ALTER COLUMN history SET COMPRESSION pglz,
      ALTER COLUMN history SET STATISTICS 42, ALTER COLUMN status SET STATISTICS 7, ALTER COLUMN status SET (n_distinct = 4);
    INSERT INTO contacts (id, status, told, history) VALUES
      (1, 'New', 'Error', '{New,NULL,Complete}'), (2, NULL, NULL, NULL), (3, 'Skipped', 'Skipped', '{}'),
      (4, 'Complete', 'New', '{{New,Error},{Complete,NULL}}'), (5, 'Error', 'New', '[2:3]={New,Skipped}'),
      (6, 'Error', 'New', '[0:1][5:5]={{New},{NULL}}');`);
  const before = await stateOf(scene);
  const { strategy, counts } = await implement(scene, {
    ...reordered,
    targetValues: ["complete", "deferred", "error", "new", "skipped"],
  });
  expect(strategy).toBe("new type");
  expect(counts).toContainEqual({ column: "public.contacts.status", value: null, rows: 1 });
  await scene.psql.script(`
    INSERT INTO contacts (id) VALUES (7);
    INSERT INTO contacts VALUES (8, 'deferred', NULL, '{deferred}')`);
  expect(
    await scene.rows("SELECT id, status::text, told::text, history::text, called FROM contacts ORDER BY id"),
  ).toEqual([
    [1, "new", "error", "{new,NULL,complete}", "New"],
    [2, null, null, null, "New"],
    [3, "skipped", "skipped", "{}", "New"],
    [4, "complete", "new", "{{new,error},{complete,NULL}}", "New"],
    [5, "error", "new", "[2:3]={new,skipped}", "New"],
    [6, "error", "new", "[0:1][5:5]={{new},{NULL}}", "New"],
    [7, "new", "skipped", "{new,complete}", "New"],
    [8, "deferred", null, "{deferred}", "New"],
  ]);
  await scene.psql.query("DELETE FROM contacts WHERE id > 6");
  await rollBack(scene);
  expect(await stateOf(scene)).toEqual(before);
});

const odd = [
  "",
  " ",
  "a, b",
  "it's",
  'say "so"',
  "\\",
  "{}",
  "NULL",
  "1",
  "ä".repeat(31),
  "x".repeat(63),
  "\n",
  "$v7$",
];

test.runIf(inSecondTier())("case 46: labels and words of any bytes, in columns, arrays and defaults", async () => {
  const list = odd.map((label) => quoteText(label)).join(", ");
  scene = await openDeedScene(`
    CREATE TYPE status AS ENUM (${list});
    CREATE TABLE words (id integer PRIMARY KEY, word status DEFAULT '', words status[] DEFAULT ARRAY[${list}]::status[]);
    CREATE VIEW quoted AS SELECT id FROM words WHERE word IN (${list}) AND word <> ALL ('{"\\\\",NULL}');
    INSERT INTO words SELECT n, (enum_range(NULL::status))[n], enum_range(NULL::status) FROM generate_series(1, ${odd.length}) n;`);
  const before = await stateOf(scene);
  const words = [...odd.slice(1), "done; DROP TABLE words; --"];
  const valueMap = Object.fromEntries(odd.map((label, at) => [label, words[at]]));
  await implement(scene, {
    ...renamed,
    currentValues: odd,
    targetValues: words.toReversed(),
    reorder: true,
    valueMap,
  });
  expect(await scene.rows("SELECT word::text FROM words ORDER BY id")).toEqual(words.map((word) => [word]));
  await scene.psql.query("INSERT INTO words (id) VALUES (99)");
  const [[word, ...elements] = []] = await scene.rows(
    "SELECT w.word::text, array_agg(e::text ORDER BY place) FROM words w, unnest(w.words) WITH ORDINALITY AS u (e, place) WHERE id = 99 GROUP BY 1",
  );
  expect([word, ...elements]).toEqual([words[0], words]);
  await scene.psql.query("DELETE FROM words WHERE id = 99");
  await rollBack(scene);
  expect(await stateOf(scene)).toEqual(before);
});

test.runIf(inSecondTier())(
  "case 40: what was written since keeps its new word's first label; the rest is what it was",
  async () => {
    scene = await openDeedScene(`
    ${statusType}
    CREATE TABLE contacts (id integer PRIMARY KEY, status status);
    INSERT INTO contacts VALUES (1, 'Error'), (2, 'Skipped'), (3, 'Skipped'), (4, NULL);`);
    await implement(scene, merging);
    await scene.psql.query("UPDATE contacts SET status = 'failed' WHERE id = 3");
    await rollBack(scene);
    expect(await scene.rows("SELECT id, status::text FROM contacts ORDER BY id")).toEqual([
      [1, "Error"],
      [2, "Skipped"],
      [3, "Error"],
      [4, null],
    ]);
  },
);

test("a default that holds an old word as text is refused: every row without a value would fail", async () => {
  scene = await openDeedScene(`
    ${statusType}
    CREATE TABLE contacts (id integer, status status DEFAULT ('New'::text)::status);`);
  scene.declare(name, renamed);
  await expectRefused(scene, () => scene.prepare(name), {
    code: "V7-E057",
    says: /no default of public.contacts.status/,
  });
});
