import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { validateEnum } from "../../src/routines/enum-validate.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { until } from "../faults/until.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";

const name = "contact_curation_status";
const hazards = ["V7-E080"];

const people = `INSERT INTO contacts (name, curation_status, history)
  VALUES ('Ada', 'New', '{New}'), ('Bob', 'Complete', '{New,Complete}')`;

let shared: DeedScene;
let old: Connection;
let fresh: Connection;

/** Contacts with a client of before, which has a statement prepared; and one of after, which finds the view first. */
async function open(): Promise<void> {
  shared = await openDeedScene(`
    CREATE TYPE contact_curation_status AS ENUM ('New', 'Complete', 'Error');
    CREATE TABLE contacts (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      name text,
      curation_status contact_curation_status NOT NULL DEFAULT 'New',
      history contact_curation_status[] DEFAULT '{}',
      changed integer NOT NULL DEFAULT 0
    );
    CREATE INDEX contacts_open ON contacts (id) WHERE curation_status = 'New';
    ${people}`);
  shared.declare(name, {
    currentValues: ["New", "Complete", "Error"],
    targetValues: ["complete", "error", "new"],
    reorder: true,
    compat: true,
    valueMap: { New: "new", Complete: "complete", Error: "error" },
  });
  await shared.prepare(name);
  [old, fresh] = await Promise.all([shared.app.connect(), shared.app.connect()]);
  await old.query(
    "PREPARE of_status (contact_curation_status) AS SELECT id, curation_status FROM contacts WHERE curation_status = $1",
  );
  await old.query("EXECUTE of_status ('New')");
}

/** Once a database: a test that is run by itself has it done too. */
async function implement(): Promise<void> {
  const there = await shared.rows("SELECT 1 FROM pg_namespace WHERE nspname = 'public_v7'");
  if (there.length > 0) return;
  expect((await shared.deed("implement", name, { accepted: hazards })).problem).toBeNull();
  await fresh.query("SET search_path = public_v7, public");
}

async function valuesOf(client: Connection, query: string): Promise<unknown[][]> {
  return (await client.query({ text: query, rowMode: "array" })).rows as unknown as unknown[][];
}

describe("one database, with both words beside each other", () => {
  // What waits for the open cursor is the change that the others look at.
  beforeAll(open);

  afterEach(async () => {
    await old.query("TRUNCATE contacts RESTART IDENTITY");
    await old.query(people);
  });

  afterAll(() => shared.end());

  test("an open cursor of a client of before is waited for, never ended", async () => {
    await old.query("BEGIN");
    await old.query("DECLARE open_ones CURSOR FOR SELECT name FROM contacts ORDER BY id");
    expect(await valuesOf(old, "FETCH 1 FROM open_ones")).toEqual([["Ada"]]);
    const implementing = implement();
    const waiting =
      "SELECT count(*)::int FROM pg_stat_activity WHERE application_name LIKE 'v7%' AND wait_event_type = 'Lock'";
    await until(async () => (await shared.rows(waiting))[0]?.[0] === 1);
    expect(await valuesOf(old, "FETCH 1 FROM open_ones")).toEqual([["Bob"]]);
    await old.query("COMMIT");
    await implementing;
    expect(await valuesOf(old, "EXECUTE of_status ('Complete')")).toEqual([[2, "Complete"]]);
  });

  test("a client of before goes on with its prepared statements and words, one of after has the new words in a view (AR5)", async () => {
    await implement();
    expect(await valuesOf(old, "EXECUTE of_status ('New')")).toEqual([[1, "New"]]);
    await fresh.query("INSERT INTO contacts (name, curation_status, history) VALUES ('Cleo', 'error', '{new,error}')");
    await fresh.query("UPDATE contacts SET curation_status = 'complete' WHERE name = 'Ada'");
    await old.query("INSERT INTO contacts (name) VALUES ('Dan')");
    await old.query("UPDATE contacts SET curation_status = 'Error' WHERE name = 'Bob'");
    const query = "SELECT name, curation_status::text, history::text FROM contacts ORDER BY name";
    expect(await valuesOf(old, query)).toEqual([
      ["Ada", "Complete", "{New}"],
      ["Bob", "Error", "{New,Complete}"],
      ["Cleo", "Error", "{New,Error}"],
      ["Dan", "New", "{}"],
    ]);
    expect(await valuesOf(fresh, query)).toEqual([
      ["Ada", "complete", "{new}"],
      ["Bob", "error", "{new,complete}"],
      ["Cleo", "error", "{new,error}"],
      ["Dan", "new", "{}"],
    ]);
  });

  test("ON CONFLICT, RETURNING and FOR UPDATE work through the view, and orders are the new ones", async () => {
    await implement();
    const written = await valuesOf(
      fresh,
      `INSERT INTO contacts (id, name, curation_status) OVERRIDING SYSTEM VALUE VALUES (1, 'Ada', 'error')
       ON CONFLICT (id) DO UPDATE SET curation_status = excluded.curation_status RETURNING name, curation_status::text`,
    );
    expect(written).toEqual([["Ada", "error"]]);
    expect(await valuesOf(fresh, "SELECT name FROM contacts ORDER BY curation_status FOR UPDATE")).toEqual([
      ["Bob"],
      ["Ada"],
    ]);
  });

  test("setting both columns to different things is an error, and changes nothing", async () => {
    await implement();
    const both = old.query("UPDATE contacts SET curation_status = 'Error', curation_status_v7 = 'new' WHERE id = 2");
    await expect(both).rejects.toThrow("curation_status and curation_status_v7 are set to different things");
    expect(
      await valuesOf(old, "SELECT curation_status::text, curation_status_v7::text FROM contacts WHERE id = 2"),
    ).toEqual([["Complete", "complete"]]);
  });

  test("rolled back, all is as it was, with what new clients wrote in the old words", async () => {
    await implement();
    await shared.settle();
    await fresh.query("UPDATE contacts SET curation_status = 'error' WHERE name = 'Ada'");
    expect((await shared.deed("rollback", name)).problem).toBeNull();
    expect(await valuesOf(old, "SELECT * FROM contacts ORDER BY id")).toEqual([
      [1, "Ada", "Error", "{New}", 0],
      [2, "Bob", "Complete", "{New,Complete}", 0],
    ]);
  });
});

describe("another, to the end", () => {
  beforeEach(open);

  afterEach(() => shared.end());

  test("at the end the old column takes the new type, with what both kinds of clients wrote", async () => {
    await implement();
    await shared.settle();
    await fresh.query("UPDATE contacts SET curation_status = 'error' WHERE name = 'Ada'");
    expect((await validateEnum(await shared.workspace(), name)).output.is_valid).toBe(true);
    await shared.settle();
    expect((await shared.deed("retire", name)).problem).toBeNull();
    expect(await valuesOf(old, "SELECT * FROM contacts ORDER BY id")).toEqual([
      [1, "Ada", "error", "{new}", 0],
      [2, "Bob", "complete", "{new,complete}", 0],
    ]);
    expect(await shared.rows("SELECT nspname::text FROM pg_namespace WHERE nspname = 'public_v7'")).toEqual([]);
    expect(
      await shared.rows(
        "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = 'contacts_open'::regclass",
      ),
    ).toEqual([["(curation_status = 'new'::v7_contact_status)"]]);
  });
});
