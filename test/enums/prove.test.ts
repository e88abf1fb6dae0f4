import { afterAll, beforeAll, expect, test } from "vitest";
import type { EnumDeed } from "../../src/enums/deed/deed.ts";
import { proveRename, proveRows } from "../../src/enums/deed/prove.ts";
import type { EnumChange } from "../../src/enums/enum-change.ts";
import { inTargetRehearsal } from "../../src/enums/targets.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let app: TestDatabase;
let psql: Connection;

beforeAll(async () => {
  app = await testDatabase({ migrated: false });
  psql = await app.connect();
  await psql.script(`
    CREATE TYPE contact_status AS ENUM ('New', 'Complete', 'Error');
    CREATE TYPE v7_contact_status AS ENUM ('new', 'complete', 'error');
    CREATE TABLE contacts (id integer PRIMARY KEY, status contact_status, history contact_status[]);
    CREATE TABLE log (status contact_status, note text);
    INSERT INTO contacts VALUES (1, 'New', '{New,Error}'), (2, 'Complete', '{{New,NULL},{Error,New}}'), (3, NULL, '{}'), (4, 'New', NULL);
    INSERT INTO log VALUES ('New', 'begun'), ('Error', 'failed'), ('New', 'begun')`);
});

afterAll(() => app.drop());

const change: EnumChange = {
  address: "enum/contact_status",
  target: "app",
  from: { schema: "public", name: "contact_status" },
  labels: ["New", "Complete", "Error"],
  to: { schema: "public", name: "v7_contact_status" },
  words: ["new", "complete", "error"],
  map: new Map([
    ["New", "new"],
    ["Complete", "complete"],
    ["Error", "error"],
  ]),
  mayReorder: false,
  isCompat: false,
};

const deed: EnumDeed = {
  id: "3f9a1c",
  direction: "implement",
  address: "enum/contact_status",
  strategy: "new type",
  change,
  script: "",
  wayBack: "",
  ending: "",
  columns: [
    { schema: "public", table: "contacts", column: "status" },
    { schema: "public", table: "contacts", column: "history" },
    { schema: "public", table: "log", column: "status" },
  ],
  follows: null,
  before: "",
  after: "",
  accepted: [],
};

/** The exchange as it should be: every word is the label in small letters. */
const exchange = `
  ALTER TABLE contacts
    ALTER COLUMN status TYPE v7_contact_status USING lower(status::text)::v7_contact_status,
    ALTER COLUMN history TYPE v7_contact_status[] USING lower(history::text)::v7_contact_status[];
  ALTER TABLE log ALTER COLUMN status TYPE v7_contact_status USING lower(status::text)::v7_contact_status;`;

async function prove(then = ""): Promise<unknown> {
  return inTargetRehearsal(psql, () =>
    proveRows(psql, deed, async () => void (await psql.script(exchange + then))),
  ).then(
    ({ rows }) => rows,
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
}

test("values that became what they should are proven, with how many rows there were", async () => {
  expect(await prove()).toBe(7);
});

test.each([
  ["a value became another", "UPDATE contacts SET status = 'error' WHERE id = 1"],
  ["a value became NULL", "UPDATE contacts SET status = NULL WHERE id = 1"],
  ["a NULL became a value", "UPDATE contacts SET status = 'new' WHERE id = 3"],
  [
    "two rows changed places, so that each value is there as often",
    "UPDATE contacts SET status = CASE id WHEN 1 THEN 'complete' ELSE 'new' END::v7_contact_status WHERE id IN (1, 2)",
  ],
  ["a row is gone", "DELETE FROM contacts WHERE id = 4"],
  ["a row came", "INSERT INTO contacts VALUES (5, NULL, NULL)"],
  ["an element moved within its array", "UPDATE contacts SET history = '{error,new}' WHERE id = 1"],
  ["an array lost a dimension", "UPDATE contacts SET history = '{new,NULL,error,new}' WHERE id = 2"],
  ["an array begins elsewhere", "UPDATE contacts SET history = '[2:3]={new,error}' WHERE id = 1"],
  ["an empty array became NULL", "UPDATE contacts SET history = NULL WHERE id = 3"],
  [
    "in a table without a key two equal rows took the value of another",
    "UPDATE log SET status = 'error' WHERE note = 'begun'",
  ],
])("%s: refused, and nothing is changed (AR6)", async (_what, mistake) => {
  expect(await prove(mistake)).toBe("V7-E063");
  const { rows } = await psql.query("SELECT pg_typeof(status)::text AS type FROM contacts LIMIT 1");
  expect(rows).toEqual([{ type: "contact_status" }]);
});

test.each([
  [
    "labels changed places",
    "ALTER TYPE v7_contact_status RENAME VALUE 'new' TO 'x'; ALTER TYPE v7_contact_status RENAME VALUE 'error' TO 'new'; ALTER TYPE v7_contact_status RENAME VALUE 'x' TO 'error'",
  ],
  ["a label came", "ALTER TYPE v7_contact_status ADD VALUE 'skipped'"],
  ["a table was rewritten", "ALTER TABLE log ALTER COLUMN note TYPE varchar(20)"],
])("renamed in place, and %s: refused", async (_what, mistake) => {
  const renamed = `
    DROP TYPE v7_contact_status;
    ALTER TYPE contact_status RENAME VALUE 'New' TO 'new'; ALTER TYPE contact_status RENAME VALUE 'Complete' TO 'complete';
    ALTER TYPE contact_status RENAME VALUE 'Error' TO 'error'; ALTER TYPE contact_status RENAME TO v7_contact_status;`;
  const proven = (script: string): Promise<unknown> =>
    inTargetRehearsal(psql, () =>
      proveRename(psql, { ...deed, strategy: "in place" }, async () => void (await psql.script(script))),
    );
  await expect(proven(renamed + mistake)).rejects.toMatchObject({ code: "V7-E063" });
  await expect(proven(renamed)).resolves.toMatchObject({ of: "catalogue" });
});
