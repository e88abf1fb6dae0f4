import { afterEach, beforeEach, expect, test } from "vitest";
import { collectFacts } from "../../src/nodes/collect/collect.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { administer } from "../support/test-server.ts";

let scene: Scene;
let rag: TestDatabase;

beforeEach(async () => {
  [scene, rag] = await Promise.all([openScene(), testDatabase()]);
  scene.checkout.git("config", "v7.node", "ALPHA");
  scene.checkout.declare({
    kind: "Node",
    name: "ALPHA",
    spec: { role: "primary", postgresql: { url: "env:ALPHA_URL" } },
  });
  await scene.apply();
  await ragged(
    "CREATE SCHEMA rag",
    "CREATE TABLE rag.papers (id integer PRIMARY KEY, title text NOT NULL DEFAULT 'untitled', words tsvector, CHECK (id > 0))",
    "CREATE TABLE rag.passages (paper integer REFERENCES rag.papers, at integer, text varchar(200), PRIMARY KEY (paper, at))",
    "CREATE INDEX papers_words ON rag.papers USING gin (words)",
    "CREATE VIEW rag.titles AS SELECT title FROM rag.papers",
  );
});

afterEach(async () => {
  await scene.end();
  await rag.drop();
});

async function ragged(...statements: readonly string[]): Promise<void> {
  await administer(rag.url, async (admin) => {
    for (const statement of statements) await admin.query(statement);
  });
}

async function collect(databaseUrl?: string) {
  const options = { environment: { ALPHA_URL: rag.url }, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
  return collectFacts(await scene.open(options), {});
}

async function report(name: string, parameters: { readonly [name: string]: string }) {
  return (await runReport(await scene.open(), { name, parameters })).output.rows;
}

const tables = async () => (await report("schemas", {})).filter(({ schema_name: schema }) => schema === "rag");

test("tables, columns, keys and indexes with their type are read into the rows, and told by reports", async () => {
  await collect();
  expect(await tables()).toMatchObject([
    {
      table_name: "papers",
      kind: "table",
      columns: 3,
      primary_key: "id",
      indexes: "papers_pkey btree, papers_words gin",
      size: expect.stringMatching(/kB$/),
    },
    {
      table_name: "passages",
      columns: 3,
      primary_key: "paper, at",
      refers_to: "papers",
      indexes: "passages_pkey btree",
    },
    { table_name: "titles", kind: "view", indexes: null },
  ]);
  expect(await report("columns", { table: "papers" })).toMatchObject([
    { column_name: "id", data_type: "integer", is_nullable: false, is_primary_key: true },
    { column_name: "title", data_type: "text", is_nullable: false, column_default: "'untitled'::text" },
    { column_name: "words", data_type: "tsvector", is_nullable: true },
  ]);
  expect(await report("columns", { table: "passages" })).toMatchObject([
    { column_name: "paper", refers_to: "papers.id" },
    { column_name: "at", refers_to: null },
    { column_name: "text", data_type: "character varying(200)" },
  ]);
  const [database] = (await report("schemas", {})).filter(({ kind }) => kind === "database");
  expect(database).toMatchObject({
    table_name: null,
    extensions: expect.stringContaining("plpgsql"),
    size: expect.any(String),
  });
  expect(
    await scene.column(
      "SELECT metadata -> 'constraints' ->> 'papers_id_check' FROM database_schemas WHERE table_name = 'papers' AND metadata ? 'constraints'",
    ),
  ).toEqual(["CHECK ((id > 0))"]);
});

test("what changed is a new row, what is gone has none, and all else stays as it is", async () => {
  await collect();
  const kept = "SELECT id FROM database_schemas WHERE schema_name = 'rag' AND column_name = 'words'";
  const before = await scene.column(kept);
  await ragged(
    "DROP VIEW rag.titles",
    "ALTER TABLE rag.papers ALTER title TYPE varchar(80)",
    "DROP TABLE rag.passages",
    "INSERT INTO rag.papers VALUES (1)",
  );
  await collect();
  expect((await tables()).map((one) => one["table_name"])).toEqual(["papers"]);
  expect((await report("columns", { table: "papers" }))[1]).toMatchObject({ data_type: "character varying(80)" });
  expect(await scene.column(kept)).toEqual(before);
});

test("a login that applies writes it, and nothing of the catalogue is an edit that somebody made", async () => {
  const logins = await separateLogins(scene);
  const { output, problem } = await collect(logins.urlAs("ci"));
  expect([problem, output.machines[0]?.postgresql]).toEqual([null, { reached: true, because: null, unknown: [] }]);
  expect(await tables()).toHaveLength(3);
});
