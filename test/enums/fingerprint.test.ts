import { afterAll, beforeAll, expect, test } from "vitest";
import { fingerprintOf, isRenamedAtMost, isUnchanged } from "../../src/enums/catalogue/fingerprint.ts";
import { readEnum } from "../../src/enums/script/survey.ts";
import { inTargetRehearsal } from "../../src/enums/targets.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let app: TestDatabase;
let psql: Connection;

beforeAll(async () => {
  app = await testDatabase({ migrated: false });
  psql = await app.connect({ applicationName: "psql" });
  await psql.script(`
    CREATE TYPE contact_status AS ENUM ('New', 'Complete', 'Error');
    CREATE TYPE import_state AS ENUM ('New', 'Done');
    CREATE TABLE contacts (id integer PRIMARY KEY, status contact_status DEFAULT 'New', note text);
    CREATE VIEW open_contacts AS SELECT id FROM contacts WHERE status = 'New';
    CREATE FUNCTION waiting() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM contacts';
    INSERT INTO contacts VALUES (1, 'New', 'first')`);
});

afterAll(() => app.drop());

/** What two fingerprints say of what was done between them, which is undone again. */
async function between(statement: string): Promise<{ readonly unchanged: boolean; readonly renamedAtMost: boolean }> {
  return inTargetRehearsal(psql, async () => {
    const type = await readEnum(psql, { schema: "public", name: "contact_status" });
    const before = await fingerprintOf(psql, type?.oid ?? null);
    await psql.script(statement);
    const after = await fingerprintOf(psql, type?.oid ?? null);
    return { unchanged: isUnchanged(before, after), renamedAtMost: isRenamedAtMost(before, after) };
  });
}

test.each([
  "INSERT INTO contacts VALUES (2, 'Error', 'second'); DELETE FROM contacts WHERE id = 1",
  "ANALYZE contacts",
  "LOCK TABLE contacts IN ACCESS EXCLUSIVE MODE",
])("rows, statistics and locks change no fingerprint: %s", async (statement) => {
  expect(await between(statement)).toEqual({ unchanged: true, renamedAtMost: true });
});

test.each([
  "ALTER TYPE contact_status RENAME TO v7_contact_status",
  "ALTER TYPE contact_status RENAME VALUE 'New' TO 'new'",
  "ALTER TYPE contact_status RENAME VALUE 'New' TO 'x'; ALTER TYPE contact_status RENAME VALUE 'Error' TO 'New'; ALTER TYPE contact_status RENAME VALUE 'x' TO 'Error'",
])("a renaming of the one enum is told as that: %s", async (statement) => {
  expect(await between(statement)).toEqual({ unchanged: false, renamedAtMost: true });
});

test.each([
  "ALTER TYPE contact_status ADD VALUE 'Skipped'",
  "COMMENT ON TYPE contact_status IS 'of a contact'",
  "REVOKE USAGE ON TYPE contact_status FROM PUBLIC",
  "ALTER TYPE contact_status SET SCHEMA pg_catalog",
  "ALTER TYPE import_state RENAME TO v7_import_state",
  "ALTER TYPE import_state RENAME VALUE 'Done' TO 'done'",
  "CREATE TABLE notes (id integer)",
  "CREATE INDEX ON contacts (note)",
  "ALTER TABLE contacts RENAME COLUMN note TO remark",
  "ALTER TABLE contacts ALTER COLUMN status SET DEFAULT 'Error'",
  "ALTER TABLE contacts ADD CHECK (id > 0)",
  "ALTER TABLE contacts ENABLE ROW LEVEL SECURITY",
  "CREATE POLICY everybody ON contacts USING (true)",
  "DROP VIEW open_contacts; CREATE VIEW open_contacts AS SELECT id FROM contacts WHERE status = 'Error'",
  "CREATE OR REPLACE FUNCTION waiting() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'",
  "COMMENT ON COLUMN contacts.note IS 'by hand'",
  "GRANT SELECT (note) ON contacts TO PUBLIC",
  "CREATE PUBLICATION contacts_out FOR TABLE contacts",
  "CREATE STATISTICS both_of ON id, note FROM contacts",
  "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
  "TRUNCATE contacts",
])("whatever else is made, changed or dropped makes it another: %s", async (statement) => {
  expect(await between(statement)).toEqual({ unchanged: false, renamedAtMost: false });
});
