import { afterEach, expect, test } from "vitest";
import { checkEnum } from "../../../src/enums/prepare/check.ts";
import { inSecondTier } from "../../support/optional.ts";
import { type DeedScene, openDeedScene } from "../deed-scene.ts";
import { expectRefused, implement, merging, name, reordered, rollBack, stateOf, statusType } from "./case-scene.ts";

let scene: DeedScene;

afterEach(() => scene.end());

test("cases 15 to 19, 25, 48: indexes, checks, keys, foreign keys, statistics, clustering and identity", async () => {
  scene = await openDeedScene(`
    ${statusType}
    CREATE FUNCTION as_text(status) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
    CREATE TABLE steps (
      status status NOT NULL,
      number integer,
      title text NOT NULL,
      CONSTRAINT steps_key PRIMARY KEY (status, number) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT steps_identity UNIQUE (title, status)
    );
    CREATE TABLE contacts (
      id integer PRIMARY KEY,
      status status NOT NULL DEFAULT 'New',
      title text,
      history status[],
      CONSTRAINT not_skipped CHECK (status <> 'Skipped' OR id > 100) NOT VALID,
      CONSTRAINT known CHECK (status IN ('New', 'Complete', 'Error')),
      CONSTRAINT step FOREIGN KEY (title, status) REFERENCES steps (title, status) MATCH FULL ON UPDATE CASCADE DEFERRABLE,
      CONSTRAINT later_step FOREIGN KEY (title, status) REFERENCES steps (title, status) NOT VALID,
      CONSTRAINT one_error EXCLUDE USING btree (status WITH =) WHERE (status = 'Error')
    );
    COMMENT ON CONSTRAINT known ON contacts IS 'Those there are';
    ALTER TABLE contacts DISABLE TRIGGER ALL;
    CREATE INDEX by_status ON contacts (status DESC NULLS LAST) INCLUDE (title) WITH (fillfactor = 70);
    CREATE INDEX open_ones ON contacts (id) WHERE status = 'New';
    CREATE UNIQUE INDEX told_ones ON contacts (id, (as_text(status)));
    CREATE INDEX is_open ON contacts ((status = 'New'), id);
    CREATE INDEX by_history ON contacts USING gin (history);
    COMMENT ON INDEX open_ones IS 'To call';
    ALTER INDEX is_open ALTER COLUMN 1 SET STATISTICS 50;
    ALTER TABLE contacts CLUSTER ON is_open;
    ALTER TABLE steps CLUSTER ON steps_key;
    ALTER TABLE steps REPLICA IDENTITY USING INDEX steps_identity;
    CREATE STATISTICS both_of_contacts (dependencies) ON status, title FROM contacts;
    CREATE STATISTICS open_of_contacts ON (status = 'New'), title FROM contacts;
    ALTER STATISTICS both_of_contacts SET STATISTICS 33;
    INSERT INTO steps VALUES ('New', 1, 'call'), ('Complete', 1, 'thank'), ('Error', 1, 'call');
    INSERT INTO contacts SELECT n, CASE WHEN n = 7 THEN 'Error' ELSE 'New' END::status, 'call', '{New}' FROM generate_series(1, 300) n;
    ANALYZE contacts, steps;`);
  const before = await stateOf(scene);
  const statistics = `
    SELECT attname, most_common_vals::text FROM pg_stats WHERE tablename = 'contacts' AND attname = 'status'
     UNION ALL
    SELECT statistics_name, dependencies::text FROM pg_stats_ext WHERE tablename = 'contacts' AND dependencies IS NOT NULL
     ORDER BY 1`;
  const gathered = await scene.rows(statistics);
  const { steps } = await implement(scene, reordered, { accepted: ["V7-E072"] });
  expect(steps).toContain("statistics were gathered anew: public.contacts, public.steps");
  expect(await scene.rows(statistics)).toEqual([...gathered.slice(0, -1), ["status", "{new}"]]);
  expect(await scene.rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'one_error'")).toEqual([
    ["EXCLUDE USING btree (status WITH =) WHERE ((status = 'error'::contact_status))"],
  ]);
  await expect(scene.rows("INSERT INTO contacts VALUES (301, 'error', 'call')")).rejects.toThrow("one_error");
  await expect(scene.rows("INSERT INTO contacts VALUES (99, 'skipped', 'call')")).rejects.toThrow(/known|not_skipped/);
  await scene.psql.query("SET enable_seqscan = off");
  expect(await scene.rows("SELECT count(*)::integer FROM contacts WHERE as_text(status) = 'error' AND id = 7")).toEqual(
    [[1]],
  );
  await rollBack(scene);
  expect(await stateOf(scene)).toEqual(before);
  expect(await scene.rows(statistics)).toEqual(gathered);
});

const collidingTables = [
  {
    key: "a unique key",
    says: /one_each/,
    sql: "CREATE TABLE contacts (status status, CONSTRAINT one_each UNIQUE (status))",
  },
  {
    key: "a unique key in which NULLs are equal",
    says: /one_each/,
    sql: "CREATE TABLE contacts (status status, who text, CONSTRAINT one_each UNIQUE NULLS NOT DISTINCT (status, who))",
  },
  {
    key: "a partial unique index",
    says: /one_each/,
    sql: "CREATE TABLE contacts (status status); CREATE UNIQUE INDEX one_each ON contacts (status) WHERE status <> 'New'",
  },
  {
    key: "an exclusion",
    says: /one_each/,
    sql: "CREATE TABLE contacts (status status, CONSTRAINT one_each EXCLUDE USING hash (status WITH =))",
  },
];

test.runIf(inSecondTier()).each(collidingTables)(
  "case 18: rows that $key could not tell apart any more are counted, and refused",
  async ({ says, sql }) => {
    scene = await openDeedScene(
      `${statusType} ${sql}; INSERT INTO contacts (status) VALUES ('Error'), ('Skipped'), ('New')`,
    );
    scene.declare(name, merging);
    await scene.prepare(name);
    const accepted = ["V7-E073", "V7-E075"];
    await expectRefused(scene, () => scene.deed("implement", name, { accepted }), { code: "V7-E058", says });
    const { output } = await checkEnum(await scene.workspace(), name);
    expect(output).toMatchObject({ is_fit: false, collisions: [{ rows: 1 }] });
  },
);

test.runIf(inSecondTier())(
  "case 18: rows that an index over an expression could not tell apart are refused by the clone",
  async () => {
    scene = await openDeedScene(`
    ${statusType}
    CREATE TABLE contacts (id integer PRIMARY KEY, status status);
    CREATE UNIQUE INDEX one_each ON contacts ((coalesce(status, 'New')));`);
    scene.declare(name, merging);
    await expectRefused(scene, () => scene.prepare(name), { code: "V7-E057", says: /one_each.*is duplicated/ });
  },
);

test.runIf(inSecondTier())(
  "case 18: rows that collide since they were counted are refused by the deed itself (AS3)",
  async () => {
    scene = await openDeedScene(`
    ${statusType}
    CREATE TABLE contacts (id integer PRIMARY KEY, status status UNIQUE);
    INSERT INTO contacts VALUES (1, 'Error');`);
    scene.declare(name, merging);
    await scene.prepare(name);
    const { output } = await scene.deed("implement", name, { accepted: ["V7-E073"], approved: false });
    await scene.psql.query("INSERT INTO contacts VALUES (2, 'Skipped')");
    await expectRefused(scene, () => scene.deed("implement", output.plan_id.slice(0, 12)), {
      code: "V7-E058",
      says: /contacts_status_key.*is duplicated/,
    });
  },
);

test.runIf(inSecondTier())(
  "case 17: a check that would forbid what it allows is refused; one that means more rows is a hazard",
  async () => {
    scene = await openDeedScene(`
    ${statusType}
    CREATE TABLE contacts (id integer PRIMARY KEY, status status CONSTRAINT no_errors CHECK (status <> 'Error'));`);
    scene.declare(name, merging);
    await expectRefused(scene, () => scene.prepare(name), { code: "V7-E057", says: /no_errors.*is violated/ });
    await scene.psql.script(`
    ALTER TABLE contacts DROP CONSTRAINT no_errors;
    ALTER TABLE contacts ADD CONSTRAINT done_or_failed CHECK (status IN ('New', 'Error', 'Skipped') OR id > 5)`);
    await scene.prepare(name);
    await expectRefused(scene, () => scene.deed("implement", name), {
      code: "V7-E059",
      says: /V7-E073 .*done_or_failed/,
    });
  },
);

test.runIf(inSecondTier())(
  "case 25: statistics that cannot be gathered are told as a step, and the deed stays (AS2)",
  async () => {
    scene = await openDeedScene(`
    ${statusType}
    CREATE FUNCTION picky(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE
      AS 'BEGIN IF current_query() LIKE ''ANALYZE%'' THEN RAISE ''not now''; END IF; RETURN $1; END';
    CREATE TABLE contacts (id integer PRIMARY KEY, status status);
    CREATE INDEX by_picky ON contacts (picky(id));
    INSERT INTO contacts VALUES (1, 'New');`);
    const { steps } = await implement(scene, reordered);
    expect(steps).toContain("ANALYZE public.contacts: its statistics could not be gathered (not now)");
    expect(await scene.rows("SELECT status::text FROM contacts")).toEqual([["new"]]);
  },
);
