import { afterEach, expect, test } from "vitest";
import type { Code } from "../../../src/model/codes/codes.ts";
import { inSecondTier } from "../../support/optional.ts";
import { type DeedScene, openDeedScene } from "../deed-scene.ts";
import { expectRefused, implement, name, renamed, reordered, rollBack, stateOf, statusType } from "./case-scene.ts";

let scene: DeedScene;

afterEach(() => scene.end());

test.runIf(inSecondTier())(
  "case 10: partitions and children change with their parents, with defaults, keys and triggers of their own",
  async () => {
    scene = await openDeedScene(`
    ${statusType}
    CREATE TABLE visits (year integer, id integer, status status DEFAULT 'New', PRIMARY KEY (year, id)) PARTITION BY RANGE (year);
    CREATE TABLE visits_old PARTITION OF visits FOR VALUES FROM (0) TO (2000);
    CREATE TABLE visits_new (id integer NOT NULL, status status DEFAULT 'Skipped', year integer NOT NULL) PARTITION BY LIST (id);
    ALTER TABLE visits ATTACH PARTITION visits_new FOR VALUES FROM (2000) TO (3000);
    CREATE TABLE visits_1 PARTITION OF visits_new FOR VALUES IN (1);
    CREATE INDEX open_visits ON visits (id) WHERE status = 'New';
    ALTER TABLE visits ADD CONSTRAINT known CHECK (status <> 'Error');
    CREATE VIEW open_old AS SELECT id FROM visits_old WHERE status = 'New';
    CREATE TABLE people (id integer PRIMARY KEY, status status DEFAULT 'New' CHECK (status <> 'Error'));
    CREATE TABLE staff (salary integer) INHERITS (people);
    ALTER TABLE staff ALTER COLUMN status SET DEFAULT 'Complete';
    INSERT INTO visits VALUES (1999, 1, 'New'), (2001, 1, 'Complete');
    INSERT INTO people VALUES (1, 'New');
    INSERT INTO staff VALUES (2, 'Skipped', 3);`);
    const before = await stateOf(scene);
    const { counts } = await implement(scene, reordered);
    expect(counts).toContainEqual({ column: "public.people.status", value: "skipped", rows: 1 });
    await scene.psql.script(`
    INSERT INTO visits (year, id) VALUES (1998, 2);
    INSERT INTO visits_1 (year, id) VALUES (2002, 1);
    INSERT INTO staff (id) VALUES (3)`);
    expect(await scene.rows("SELECT year, status::text, tableoid::regclass::text FROM visits ORDER BY year")).toEqual([
      [1998, "new", "visits_old"],
      [1999, "new", "visits_old"],
      [2001, "complete", "visits_1"],
      [2002, expect.any(String), "visits_1"],
    ]);
    expect(await scene.rows("SELECT status::text FROM staff WHERE id = 3")).toEqual([["complete"]]);
    expect(await scene.rows("SELECT id FROM open_old ORDER BY id")).toEqual([[1], [2]]);
    await expect(scene.rows("INSERT INTO visits VALUES (1997, 9, 'error')")).rejects.toThrow("known");
    await scene.psql.script("DELETE FROM visits WHERE year IN (1998, 2002); DELETE FROM staff WHERE id = 3");
    await rollBack(scene);
    expect(await stateOf(scene)).toEqual(before);
  },
);

test("cases 8, 9, 20, 21, 22: in place, keys of partitions, generated columns, composites, domains and ranges go on", async () => {
  scene = await openDeedScene(`
    ${statusType}
    CREATE TABLE by_list (id integer, status status) PARTITION BY LIST (status);
    CREATE TABLE by_list_new PARTITION OF by_list FOR VALUES IN ('New', 'Complete');
    CREATE TABLE by_list_other PARTITION OF by_list DEFAULT;
    CREATE TABLE by_hash (id integer, status status) PARTITION BY HASH (status);
    CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
    CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
    CREATE TABLE generated (id integer, status status, is_open boolean GENERATED ALWAYS AS (status = 'New') STORED);
    CREATE TYPE step AS (number integer, status status);
    CREATE TABLE steps (step step, all_steps step[]);
    CREATE TABLE typed OF step;
    CREATE DOMAIN open_status AS status DEFAULT 'New' CHECK (VALUE <> 'Complete');
    CREATE TABLE told (status open_status);
    CREATE TYPE status_range AS RANGE (subtype = status);
    CREATE TABLE spans (span status_range);
    INSERT INTO by_list VALUES (1, 'New'), (2, 'Error');
    INSERT INTO by_hash SELECT n, (enum_range(NULL::status))[1 + n % 4] FROM generate_series(1, 8) n;
    INSERT INTO generated VALUES (1, 'New'), (2, 'Error');
    INSERT INTO steps VALUES ('(1,New)', '{"(2,Error)"}');
    INSERT INTO typed VALUES (1, 'Skipped');
    INSERT INTO told DEFAULT VALUES;
    INSERT INTO spans VALUES ('[New,Error)');`);
  const before = await stateOf(scene);
  expect(await implement(scene, renamed)).toMatchObject({ strategy: "in place", proof: "catalogue" });
  await scene.psql.script(`
    INSERT INTO by_list VALUES (3, 'complete');
    INSERT INTO by_hash SELECT n, (enum_range(NULL::contact_status))[1 + n % 4] FROM generate_series(9, 16) n;
    INSERT INTO told DEFAULT VALUES`);
  expect(await scene.rows("SELECT id, tableoid::regclass::text FROM by_list ORDER BY id")).toEqual([
    [1, "by_list_new"],
    [2, "by_list_other"],
    [3, "by_list_new"],
  ]);
  expect(await scene.rows("SELECT count(DISTINCT tableoid)::integer FROM by_hash GROUP BY status")).toEqual([
    [1],
    [1],
    [1],
    [1],
  ]);
  expect(await scene.rows("SELECT step::text, all_steps::text FROM steps")).toEqual([["(1,new)", '{"(2,error)"}']]);
  expect(await scene.rows("SELECT span::text, span @> 'complete'::contact_status FROM spans")).toEqual([
    ["[new,error)", true],
  ]);
  await expect(scene.rows("INSERT INTO told VALUES ('complete')")).rejects.toThrow("open_status_check");
  await scene.psql.script(
    "DELETE FROM by_list WHERE id = 3; DELETE FROM by_hash WHERE id > 8; DELETE FROM told WHERE ctid <> '(0,1)'",
  );
  await rollBack(scene);
  expect(await stateOf(scene)).toEqual(before);
});

interface Refusal {
  readonly number: number;
  readonly what: string;
  readonly sql: string;
  readonly code?: Code;
  readonly says: RegExp;
  readonly spec?: object;
}

const refusals: readonly Refusal[] = [
  {
    number: 8,
    what: "a generated column that stands on it",
    sql: "CREATE TABLE contacts (status status, is_open boolean GENERATED ALWAYS AS (status = 'New') STORED)",
    says: /contacts\.is_open is generated from it/,
  },
  {
    number: 8,
    what: "a generated column that holds it",
    sql: "CREATE TABLE contacts (id integer, status status GENERATED ALWAYS AS (CASE WHEN id > 0 THEN 'New'::status END) STORED)",
    says: /contacts\.status is generated/,
  },
  {
    number: 9,
    what: "a key of partitions",
    sql: "CREATE TABLE contacts (status status) PARTITION BY LIST (status)",
    says: /contacts\.status is part of a partition key/,
  },
  {
    number: 9,
    what: "a key of partitions that makes text of it, though every value keeps its place",
    sql: `CREATE FUNCTION told(status) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
      CREATE TABLE contacts (status status) PARTITION BY LIST (told(status))`,
    says: /is part of a partition key/,
    spec: renamed,
  },
  {
    number: 20,
    what: "an attribute of a composite type",
    sql: "CREATE TYPE step AS (number integer, status status)",
    says: /step\.status is an attribute of a composite type/,
  },
  {
    number: 20,
    what: "a row type that another column holds",
    sql: "CREATE TABLE contacts (status status); CREATE TABLE archive (was contacts)",
    code: "V7-E057",
    says: /column "archive\.was" uses its row type/,
  },
  {
    number: 21,
    what: "a domain",
    sql: "CREATE DOMAIN open_status AS status CHECK (VALUE <> 'Error')",
    says: /open_status/,
  },
  { number: 22, what: "a range", sql: "CREATE TYPE status_range AS RANGE (subtype = status)", says: /status_range/ },
  {
    number: 45,
    what: "a foreign table, though every value keeps its place",
    sql: `CREATE FOREIGN DATA WRAPPER elsewhere; CREATE SERVER elsewhere FOREIGN DATA WRAPPER elsewhere;
      CREATE FOREIGN TABLE contacts (status status) SERVER elsewhere`,
    says: /contacts\.status belongs to a foreign table, whose rows keep the old words/,
    spec: renamed,
  },
  {
    number: 30,
    what: "an extension that brought it",
    sql: "ALTER EXTENSION plpgsql ADD TYPE status",
    code: "V7-E056",
    says: /public\.status belongs to the extension plpgsql/,
  },
  {
    number: 27,
    what: "an order that nobody asked for",
    sql: "CREATE TABLE contacts (status status)",
    code: "V7-E017",
    says: /another order: complete, error, new, skipped/,
    spec: { ...reordered, reorder: false },
  },
  {
    number: 37,
    what: "a value without a new one",
    sql: "CREATE TABLE contacts (status status)",
    code: "V7-E051",
    says: /no new value for "Skipped"/,
    spec: {
      ...renamed,
      targetValues: ["new", "complete", "error"],
      valueMap: { New: "new", Complete: "complete", Error: "error" },
    },
  },
  {
    number: 38,
    what: "a value that is there and in no plan",
    sql: "ALTER TYPE status ADD VALUE 'Skiped'",
    code: "V7-E054",
    says: /it has the values .*"Skiped"/,
  },
];

test.each(refusals)(
  "case $number: $what is refused before anything is written",
  async ({ sql, code = "V7-E055", says, spec = reordered }) => {
    scene = await openDeedScene(`${statusType} ${sql}`);
    scene.declare(name, spec as typeof reordered);
    await expectRefused(scene, () => scene.prepare(name), { code, says });
  },
);
