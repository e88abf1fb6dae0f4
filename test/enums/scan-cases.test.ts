import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { urlAs } from "../scenes/logins.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { loginPassword } from "../support/login-names.ts";
import { administer, withDatabase } from "../support/test-server.ts";
import { openThrowawayServer } from "../support/throwaway-server.ts";
import { enumIn, openScanScene, type ScanScene, usesOf } from "./scan-scene.ts";

let app: TestDatabase;
let psql: Connection;
let scene: ScanScene;

beforeEach(async () => {
  app = await testDatabase({ migrated: false });
  psql = await app.connect({ applicationName: "psql" });
  scene = openScanScene(app);
});

afterEach(() => scene.end());

test("labels are told in the order in which they compare, not by letters nor by age (case 27)", async () => {
  await psql.script(`
    CREATE TYPE contact_status AS ENUM ('New', 'Queued', 'Complete');
    ALTER TYPE contact_status ADD VALUE 'Error' BEFORE 'New';
    ALTER TYPE contact_status ADD VALUE 'Deferred' AFTER 'Queued'`);
  const { values } = enumIn(await scene.scan(), "contact_status");
  expect(values.map(({ value }) => value)).toEqual(["Error", "New", "Queued", "Deferred", "Complete"]);
});

test("one name in two schemas is two enums, whatever the search path says (case 28)", async () => {
  await psql.script(`
    CREATE SCHEMA crm;
    CREATE TYPE status AS ENUM ('new', 'done');
    CREATE TYPE crm.status AS ENUM ('new', 'done');
    CREATE TABLE contacts (status status);
    CREATE TABLE crm.leads (status crm.status);
    ALTER DATABASE ${app.name} SET search_path = crm, public`);
  const scan = await scene.scan();
  expect(usesOf(scan, "status", "column")).toEqual(["column public.contacts.status"]);
  expect(usesOf(scan, "crm.status", "column")).toEqual(["column crm.leads.status"]);
  expect(scan.groups[0]?.enums).toEqual(["crm.status", "status"]);
});

test("one schema alone is looked at where the target says so, and its enums need no schema in their names", async () => {
  await psql.script(`
    CREATE SCHEMA crm;
    CREATE TYPE status AS ENUM ('new', 'done');
    CREATE TYPE crm.status AS ENUM ('new', 'done')`);
  const scan = await scene.scan({ schema: "crm" });
  expect(scan.enums.map(({ name, schema }) => [schema, name])).toEqual([["crm", "status"]]);
});

test("names that differ by capitals alone are two enums; blanks, dots and quotes are told apart (case 29)", async () => {
  await psql.script(`
    CREATE TYPE "DomainStatusEnum" AS ENUM ('New');
    CREATE TYPE domainstatusenum AS ENUM ('new');
    CREATE TYPE "job.status ""x""/y" AS ENUM ('new');
    CREATE TABLE "Do""mains" ("Sta tus" "DomainStatusEnum", status "job.status ""x""/y")`);
  const scan = await scene.scan();
  expect(scan.enums.map(({ name }) => name)).toEqual(["DomainStatusEnum", "domainstatusenum", '"job.status ""x""/y"']);
  expect(usesOf(scan, "DomainStatusEnum")).toEqual(['column public."Do""mains"."Sta tus"']);
  expect(usesOf(scan, '"job.status ""x""/y"')).toEqual(['column public."Do""mains".status']);
});

test("an enum of an extension is marked and no duplicate of anything (case 30)", async () => {
  await psql.script(`
    CREATE TYPE job_status AS ENUM ('new', 'done');
    CREATE TYPE jobstatus AS ENUM ('new', 'done');
    ALTER EXTENSION plpgsql ADD TYPE jobstatus`);
  const scan = await scene.scan();
  expect(enumIn(scan, "jobstatus").extension).toBe("plpgsql");
  expect(enumIn(scan, "job_status").extension).toBeNull();
  expect(scan.groups).toEqual([]);
});

test("labels survive byte for byte, and each is counted (case 46)", async () => {
  const labels = ["", " ", "a, b", "it's", 'say "so"', "\\", "{}", "NULL", "1", "ä".repeat(31), "x".repeat(63), "\n"];
  const list = labels.map((label) => psql.client.escapeLiteral(label)).join(", ");
  await psql.script(`
    CREATE TYPE odd AS ENUM (${list});
    CREATE TABLE words (word odd, words odd[]);
    INSERT INTO words SELECT unnest(enum_range(NULL::odd)), enum_range(NULL::odd)`);
  const { values } = enumIn(await scene.scan(), "odd");
  expect(values).toEqual(labels.map((value) => ({ value, rows: 1, elements: labels.length })));
});

test("event triggers, tables of other sessions and replication slots are told (case 47)", async () => {
  await psql.script(`
    CREATE TYPE status AS ENUM ('new');
    CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE EVENT TRIGGER watch_all ON ddl_command_end EXECUTE FUNCTION watch();
    CREATE TEMPORARY TABLE mine (status status)`);
  const { surroundings } = await scene.scan();
  expect(surroundings).toEqual([
    { sort: "event trigger", name: "watch_all", note: "on ddl_command_end, enabled" },
    { sort: "temporary table", name: expect.stringMatching(/^pg_temp_\d+\.mine$/), note: "of another session" },
  ]);
});

test("a prepared transaction is told: it holds up every change (case 47)", async () => {
  const server = await openThrowawayServer({ settings: { max_prepared_transactions: "2" } });
  try {
    await (await server.connect()).query("CREATE DATABASE app");
    const url = withDatabase(server.url, "app");
    await administer(url, (admin) =>
      admin.script("BEGIN; CREATE TABLE held (id integer); PREPARE TRANSACTION 'curation'"),
    );
    const { surroundings } = await scene.scan({ url });
    expect(surroundings).toEqual([
      { sort: "prepared transaction", name: "curation", note: expect.stringMatching(/^by \w+ since 20/) },
    ]);
  } finally {
    await server.drop();
  }
});

test("what a policy hides is not counted as if it were all, but named (case 52)", async () => {
  await psql.script(`
    CREATE TYPE status AS ENUM ('new', 'ghost');
    CREATE TABLE contacts (tenant integer, status status, note text);
    INSERT INTO contacts VALUES (1, 'new', 'new'), (2, 'ghost', 'ghost');
    ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_tenant ON contacts USING (tenant = 1)`);
  const url = await scannerOf("GRANT SELECT ON contacts TO app_scanner");
  const scan = await scene.scan({ url });
  expect(enumIn(scan, "status")).toMatchObject({ rows: null, is_counted: false });
  expect(scan.unseen).toEqual([
    { object: "public.contacts", because: "a policy hides rows of it from this login" },
    { object: "public.contacts.note", because: "its words: a policy hides rows of it from this login" },
  ]);
});

test("a login without rights sees every use; the rows it may not read are named", async () => {
  await psql.script(`
    CREATE SCHEMA crm;
    CREATE TYPE crm.status AS ENUM ('new', 'done');
    CREATE TABLE crm.leads (id integer, status crm.status);
    CREATE TABLE leads (id integer, status crm.status);
    CREATE VIEW crm.open_leads AS SELECT id FROM crm.leads WHERE status = 'new'`);
  const scan = await scene.scan({ url: await scannerOf("GRANT SELECT (id) ON leads TO app_scanner") });
  expect(usesOf(scan, "crm.status")).toEqual([
    "column crm.leads.status",
    "column public.leads.status",
    "view crm.open_leads",
  ]);
  expect(scan.unseen).toEqual([
    { object: "crm.leads", because: "this login may not read its column status" },
    { object: "public.leads", because: "this login may not read its column status" },
  ]);
});

test("tables that are too large to be counted are named, and the others are counted", async () => {
  await psql.script(`
    CREATE TYPE status AS ENUM ('new', 'done');
    CREATE TABLE contacts AS SELECT 'new'::status AS status FROM generate_series(1, 200);
    CREATE TABLE leads AS SELECT 'done'::status AS status FROM generate_series(1, 20);
    ANALYZE`);
  const scan = await scene.scan({ largest: 100 });
  expect(enumIn(scan, "status")).toMatchObject({ rows: 20, is_counted: false });
  expect(scan.unseen).toEqual([{ object: "public.contacts", because: "about 200 rows, more than were to be counted" }]);
});

test("a column that fails to be read keeps nobody from the others", async () => {
  await psql.script(String.raw`
    CREATE TYPE status AS ENUM ('new', 'done');
    CREATE TABLE contacts (status status, raw json);
    INSERT INTO contacts VALUES ('new', '{"x": "\u0000"}')`);
  const scan = await scene.scan();
  expect(enumIn(scan, "status")).toMatchObject({ rows: 1, is_counted: true });
  expect(scan.unseen).toEqual([
    { object: "public.contacts", because: expect.stringContaining("its texts: unsupported") },
  ]);
});

test("functions that shadow PostgreSQL's in the path of the database are not called", async () => {
  await psql.script(`
    CREATE TYPE status AS ENUM ('new', 'done');
    CREATE TABLE contacts (status status);
    CREATE FUNCTION public.format(text, name, name) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE ''called''; END'`);
  expect(usesOf(await scene.scan(), "status")).toEqual(["column public.contacts.status"]);
});

test("words that a constraint of a text column allows are found, also where no row has them (case 42)", async () => {
  await psql.script(`
    CREATE TYPE status AS ENUM ('new', 'in progress', 'done');
    CREATE TABLE leads (state text CHECK (state IN ('new', 'in progress', 'done')), note text CHECK (note <> 'new'))`);
  expect((await scene.scan()).words).toEqual([
    {
      table: "public.leads",
      column: "state",
      sort: "text",
      source: "constraint",
      words: ["new", "in progress", "done"],
      enums: ["status"],
    },
  ]);
});

test("what v7 keeps of its deeds in a target is nothing of the application's; a schema of the name alone is", async () => {
  await psql.script(`
    CREATE TYPE status AS ENUM ('new', 'done');
    CREATE TABLE contacts (status status);
    CREATE SCHEMA v7;
    CREATE TABLE v7.merged (was text);
    INSERT INTO v7.merged VALUES ('new'), ('done');
    CREATE FUNCTION v7.note() RETURNS text LANGUAGE sql AS 'SELECT ''new'' FROM contacts'`);
  const found = await scene.scan();
  expect(found.words.map(({ table }) => table)).toEqual(["v7.merged"]);
  expect(usesOf(found, "status", "function text")).toEqual(["function text v7.note()"]);
  await psql.script("CREATE TABLE v7.ledger (id uuid)");
  const kept = await scene.scan();
  expect([kept.words, usesOf(kept, "status", "function text")]).toEqual([[], []]);
});

test("no answer holds the password that its URL has", async () => {
  const scan = await scene.scan({ url: await scannerOf("SELECT") });
  expect(JSON.stringify(scan)).not.toContain(loginPassword);
  expect(scan.database).toContain("as app_scanner");
});

/** The URL of a login that may connect, and what is granted to it. */
async function scannerOf(grant: string): Promise<string> {
  await psql.script(`
    DO $$ BEGIN CREATE ROLE app_scanner; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
    ALTER ROLE app_scanner LOGIN PASSWORD '${loginPassword}';
    ${grant}`);
  return urlAs(app.url, "app_scanner");
}
