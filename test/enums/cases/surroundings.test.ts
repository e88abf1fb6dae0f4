import { afterEach, describe, expect, test } from "vitest";
import { checkEnum } from "../../../src/enums/prepare/check.ts";
import { validateEnum } from "../../../src/routines/enum-validate.ts";
import { editState } from "../../../src/workspace/edit-state.ts";
import { setField } from "../../../src/workspace/field-path.ts";
import { readValidState } from "../../../src/workspace/state.ts";
import { until } from "../../faults/until.ts";
import { administer, withDatabase } from "../../support/test-server.ts";
import { openThrowawayServer } from "../../support/throwaway-server.ts";
import { inSecondTier } from "../../support/optional.ts";
import { type DeedScene, openDeedScene } from "../deed-scene.ts";
import {
  expectRefused,
  implement,
  moverOf,
  name,
  renamed,
  reordered,
  rollBack,
  stateOf,
  statusType,
} from "./case-scene.ts";

let scene: DeedScene;

afterEach(() => scene.end());

const contacts = `
  ${statusType}
  CREATE TABLE contacts (id integer PRIMARY KEY, status status NOT NULL DEFAULT 'New', before status);
  INSERT INTO contacts VALUES (1, 'New'), (2, 'Complete'), (3, 'Error');`;

// PostgreSQL takes no enum in a row filter; a list of columns may name one.
test.runIf(inSecondTier())(
  "cases 23, 24: row filters, lists of columns and other publications are there afterwards; each is a hazard",
  async () => {
    scene = await openDeedScene(`
    ${contacts}
    ALTER TABLE contacts REPLICA IDENTITY FULL;
    CREATE TABLE others (id integer);
    CREATE PUBLICATION open_ones FOR TABLE contacts (status, id) WHERE (id > 1), others WITH (publish = 'insert, update');
    CREATE PUBLICATION two_columns FOR TABLE contacts (id, status);
    CREATE PUBLICATION everything FOR ALL TABLES;
    CREATE PUBLICATION one_schema FOR TABLES IN SCHEMA public;`);
    const before = await stateOf(scene);
    scene.declare(name, reordered);
    await scene.prepare(name);
    await expectRefused(scene, () => scene.deed("implement", name), {
      code: "V7-E059",
      says: /V7-E074 publication everything/,
    });
    await implement(scene, reordered, { accepted: ["V7-E074"] });
    expect(
      await scene.rows(`
      SELECT pubname, attnames::text, rowfilter FROM pg_publication_tables WHERE tablename = 'contacts' ORDER BY pubname`),
    ).toEqual([
      ["everything", "{id,status,before}", null],
      ["one_schema", "{id,status,before}", null],
      ["open_ones", "{id,status}", "(id > 1)"],
      ["two_columns", "{id,status}", null],
    ]);
    await rollBack(scene);
    expect(await stateOf(scene)).toEqual(before);
  },
);

test.runIf(inSecondTier())(
  "cases 31, 32, 33, 51: what clients learnt before is told to be of before; nothing is taken from them",
  async () => {
    scene = await openDeedScene(contacts);
    const client = await scene.app.connect({ applicationName: "old client" });
    await client.query("PREPARE open_ones AS SELECT count(*)::integer AS n FROM contacts WHERE status = 'New'");
    await client.query("EXECUTE open_ones");
    const { steps } = await implement(scene, renamed);
    expect(steps).toContain("have its clients reconnect: their pools keep the plans and types of before");
    await scene.psql.query("ANALYZE contacts");
    await expect(client.query("EXECUTE open_ones")).rejects.toThrow(
      'invalid input value for enum contact_status: "New"',
    );
    await scene.settle();
    const { output } = await validateEnum(await scene.workspace(), name);
    expect(output.older_sessions).toContainEqual(expect.stringMatching(/^old client of v7 since 20/));
    const anew = await scene.app.connect();
    expect((await anew.query("SELECT count(*)::integer AS n FROM contacts WHERE status = 'new'")).rows).toEqual([
      { n: 1 },
    ]);
  },
);

test.runIf(inSecondTier())("case 36: what a rewrite costs is known before it is done", async () => {
  scene = await openDeedScene(`${contacts}
    CREATE TABLE leads (id integer PRIMARY KEY, status status, note text);
    INSERT INTO leads SELECT n, 'New', 'lead ' || n FROM generate_series(1, 40000) n;
    CREATE MATERIALIZED VIEW open_leads AS SELECT * FROM leads WHERE status = 'New'`);
  await scene.psql.script("VACUUM ANALYZE leads");
  scene.declare(name, reordered);
  await scene.prepare(name);
  const { output } = await checkEnum(await scene.workspace(), name);
  const [size] = await scene.rows("SELECT pg_total_relation_size('leads'), pg_total_relation_size('open_leads')");
  expect(output.cost).toMatchObject({ refilled_bytes: Number(size?.[1]), locked_seconds: expect.any(Number) });
  expect(output.cost.rewritten_bytes).toBeGreaterThanOrEqual(Number(size?.[0]));
  const [level] = await scene.rows("SHOW wal_level");
  const { rewritten_bytes: rewritten, refilled_bytes: refilled, wal_bytes: logged } = output.cost;
  expect(logged).toBe(level?.[0] === "minimal" ? 0 : rewritten + refilled);
});

test.runIf(inSecondTier())(
  "cases 34, 35, 36: tables are locked in one order, given back while somebody reads, and rewritten once each",
  async () => {
    scene = await openDeedScene(
      `${contacts} CREATE TABLE "A last one" (status status); CREATE TABLE leads (status status);`,
    );
    scene.declare(name, reordered);
    await scene.prepare(name);
    const { output } = await checkEnum(await scene.workspace(), name);
    expect(output.cost).toMatchObject({
      tables: 3,
      rewritten_rows: expect.any(Number),
      rewritten_bytes: expect.any(Number),
    });
    const script = scene.scene.checkout.read("state/enumplans/status.up.sql");
    expect(script.match(/^LOCK TABLE .*$/gm)).toEqual([
      'LOCK TABLE "public"."A last one" IN ACCESS EXCLUSIVE MODE;',
      'LOCK TABLE "public"."contacts" IN ACCESS EXCLUSIVE MODE;',
      'LOCK TABLE "public"."leads" IN ACCESS EXCLUSIVE MODE;',
    ]);
    expect(script.match(/^ALTER TABLE /gm)).toHaveLength(3);
    const reader = await scene.app.connect({ applicationName: "long reader" });
    await reader.query("BEGIN; SELECT * FROM leads");
    const doing = scene.deed("implement", name);
    const waiting =
      "SELECT count(*)::integer FROM pg_stat_activity WHERE application_name LIKE 'v7%' AND wait_event_type = 'Lock'";
    await until(async () => (await scene.rows(waiting))[0]?.[0] === 1);
    await until(async () => (await scene.rows(waiting))[0]?.[0] === 0);
    expect(await scene.rows("SELECT count(*)::integer FROM contacts")).toEqual([[3]]);
    await reader.query("COMMIT");
    const { problem, output: done } = await doing;
    expect(problem).toBeNull();
    expect(done.retries).toBeGreaterThan(0);
  },
);

test.runIf(inSecondTier())(
  "case 44: what the target's ledger keeps rolls back, whatever the document says by then",
  async () => {
    scene = await openDeedScene(contacts);
    const before = await stateOf(scene);
    await implement(scene, reordered);
    const workspace = await scene.workspace();
    const edits = [setField("rollbackScript", null), setField("migrationScript", null)];
    await editState(workspace, await readValidState(workspace), [{ action: "edit", address: "enum/status", edits }]);
    await rollBack(scene);
    expect(await stateOf(scene)).toEqual(before);
  },
);

test.runIf(inSecondTier())(
  "case 47: event triggers are hazards; tables of other sessions hinder only what rewrites them",
  async () => {
    scene = await openDeedScene(`
    ${contacts}
    CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE EVENT TRIGGER watch_all ON ddl_command_end EXECUTE FUNCTION watch();
    CREATE TEMPORARY TABLE mine (status status DEFAULT 'New');
    INSERT INTO mine VALUES ('Error');`);
    scene.declare(name, reordered);
    await expectRefused(scene, () => scene.prepare(name), {
      code: "V7-E055",
      says: /mine\.status belongs to a temporary table of another session/,
    });
    scene.declare(name, renamed);
    await scene.prepare(name);
    await expectRefused(scene, () => scene.deed("implement", name), { code: "V7-E059", says: /V7-E076 watch_all/ });
    expect((await scene.deed("implement", name, { accepted: ["V7-E076"] })).problem).toBeNull();
    expect(await scene.rows("SELECT status::text FROM mine")).toEqual([["error"]]);
  },
);

test.runIf(inSecondTier())("case 47: a prepared transaction is refused by its name", async () => {
  scene = await openDeedScene(contacts);
  scene.declare(name, renamed);
  await scene.prepare(name);
  const server = await openThrowawayServer({ settings: { max_prepared_transactions: "2" } });
  try {
    await administer(server.url, (admin) => admin.query("CREATE DATABASE app"));
    const url = withDatabase(server.url, "app");
    await administer(url, (admin) => admin.script(contacts));
    await administer(url, (admin) => admin.script("BEGIN; DELETE FROM contacts; PREPARE TRANSACTION 'curation'"));
    await expectRefused(scene, () => scene.deed("implement", name, { url }), { code: "V7-E064", says: /curation/ });
    expect(await administer(url, (admin) => admin.query("SELECT 'Error'::status::text AS word"))).toMatchObject({
      rows: [{ word: "Error" }],
    });
  } finally {
    await server.drop();
  }
});

describe.each([
  { how: "in place", spec: renamed },
  { how: "rewritten", spec: reordered },
])("$how", ({ spec }) => {
  test.runIf(inSecondTier())(
    "cases 49, 50: a dump that began before is found, and the deed undone; accepted by name, it is told to be void",
    async () => {
      scene = await openDeedScene(`${contacts} CREATE TABLE dumped_first (id integer)`);
      scene.declare(name, spec);
      await scene.prepare(name);
      const dump = await scene.app.connect({ applicationName: "pg_dump" });
      await dump.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM dumped_first");
      await expectRefused(scene, () => scene.deed("implement", name), {
        code: "V7-E060",
        says: /pg_dump of v7 since 20/,
      });
      const { problem, output } = await scene.deed("implement", name, { accepted: ["V7-E060"] });
      expect(problem).toBeNull();
      expect(output.steps[0]).toMatch(/^dumps of the target that were begun before 20\S+Z are void$/);
    },
  );
});

test.runIf(inSecondTier())(
  "cases 28, 29, 53: one name in several schemas and capitals, odd names, and what finds its helpers by the path",
  async () => {
    const word = "ContactStatus";
    scene = await openDeedScene(`
    CREATE SCHEMA crm; CREATE SCHEMA tools;
    CREATE TYPE "${word}" AS ENUM ('New', 'Complete', 'Error', 'Skipped');
    CREATE TYPE contactstatus AS ENUM ('New');
    CREATE TYPE crm."${word}" AS ENUM ('New', 'Lost');
    CREATE FUNCTION tools.helper(integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
    CREATE FUNCTION allowed(integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN helper($1); END';
    DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = crm, tools, public', current_database()); END $$;
    SET search_path = crm, tools, public;
    CREATE TABLE public."Con""tacts 100%" ("Id $v7$" integer PRIMARY KEY CHECK (allowed("Id $v7$")), "Sta tus" public."${word}" DEFAULT 'New', other contactstatus);
    CREATE TABLE crm."Con""tacts 100%" ("Sta tus" "${word}");
    CREATE VIEW public."open" AS SELECT * FROM public."Con""tacts 100%" WHERE "Sta tus" = 'New';
    INSERT INTO public."Con""tacts 100%" VALUES (1, 'Error', 'New'), (2, 'Skipped', NULL);
    INSERT INTO crm."Con""tacts 100%" VALUES ('Lost');`);
    const merged = { ...reordered, targetName: "Contact Status", targetValues: ["complete", "failed", "new"] };
    const valueMap = { New: "new", Complete: "complete", Error: "failed", Skipped: "failed" };
    const before = await stateOf(scene);
    scene.declare(word, { ...merged, valueMap });
    await scene.prepare(word);
    const { problem } = await scene.deed("implement", word, { accepted: ["V7-E073"] });
    expect(problem).toBeNull();
    expect(await scene.rows(`SELECT c::text, pg_typeof("Sta tus")::text FROM public."Con""tacts 100%" c`)).toEqual([
      ["(1,failed,New)", '"Contact Status"'],
      ["(2,failed,)", '"Contact Status"'],
    ]);
    expect(await scene.rows(`SELECT c::text FROM crm."Con""tacts 100%" c`)).toEqual([["(Lost)"]]);
    await scene.settle();
    expect((await scene.deed("rollback", word)).problem).toBeNull();
    expect(await stateOf(scene)).toEqual(before);
  },
);

test.runIf(inSecondTier())("a login that owns nothing of it is refused by the server's own words (AS4)", async () => {
  scene = await openDeedScene(contacts);
  const url = await moverOf(scene, ["TABLE contacts"]);
  scene.declare(name, renamed);
  await scene.prepare(name);
  await expectRefused(scene, () => scene.deed("implement", name, { url }), {
    code: "V7-E083",
    says: /must be owner of type status/,
  });
});
