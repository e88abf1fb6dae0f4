import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { Failure } from "../../src/model/failure.ts";
import { examineGuest } from "../../src/postgres/guest/guest.ts";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { verifySchema } from "../../src/postgres/verify.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { administer } from "../support/test-server.ts";
import { directive005, inventory } from "./guest-fixtures.ts";

let database: TestDatabase;
let owner: Connection;
let logins: { readonly role: string; readonly connection: Connection }[];

beforeEach(async () => {
  logins = [];
  database = await testDatabase({ migrated: false });
  owner = await database.connect({ applicationName: "psql" });
});

afterEach(async () => {
  for (const { connection } of logins) await connection.end();
  await database.drop();
  const { url } = inject("testServer");
  for (const { role } of logins) await administer(url, (admin) => admin.query(`DROP ROLE ${role}`));
});

describe("other people's database", () => {
  test("is refused with exit 4, naming what is there, until v7.yaml says that it is shared", async () => {
    await owner.query("CREATE TABLE contacts (id int); CREATE VIEW domains AS SELECT 1");
    const failure = await rejection(migrate(owner, { guest: { shared: false } }));
    expect(failure).toMatchObject({ code: "V7-B070", exitCode: 4 });
    expect(failure.message).toContain("contacts, domains");
    expect((await migrate(owner, { guest: { shared: true } })).adoptions).toEqual([]);
  });

  test("tables of another schema make it other people's, too", async () => {
    await owner.query("CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid)");
    const failure = await rejection(examineGuest(owner, { shared: false }));
    expect(failure.message).toContain("auth.users");
  });

  test("an empty one needs no word, and one that is v7's neither", async () => {
    await migrate(owner, { guest: { shared: false }, directory: allButTheNewest() });
    await owner.query("CREATE TABLE contacts (id int)");
    expect((await migrate(owner, { guest: { shared: false } })).applied).toHaveLength(1);
  });
});

describe("objects v7 cannot work with", () => {
  test("are all named at once, and nothing changes", async () => {
    await owner.query(`
      CREATE TABLE file_audit (file_path VARCHAR(255) NOT NULL, created_at DATE);
      CREATE TABLE v7_files (id UUID PRIMARY KEY, path TEXT NOT NULL);
      CREATE TABLE v7_migration_workflow (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), phase_number INTEGER NOT NULL,
        phase_name TEXT, status VARCHAR(50), lead_persona VARCHAR(100));
      CREATE TABLE change_log (id SERIAL PRIMARY KEY, change_description TEXT NOT NULL, ticket TEXT NOT NULL);
      CREATE TABLE v7_state (serial INTEGER);
      CREATE VIEW v_service_status AS SELECT 'running' AS status;
      CREATE FUNCTION v7_risk_rank(risk text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE SEQUENCE services; CREATE TYPE projects AS ENUM ('aya');
      CREATE TABLE notes (id int); CREATE INDEX idx_services_node ON notes (id);
    `);
    const before = await inventory(owner);
    const failure = await rejection(migrate(owner, { guest: { shared: true } }));
    expect(failure).toMatchObject({ code: "V7-B071", exitCode: 1 });
    expect(failure.findings.map(({ message }) => message)).toEqual([
      "idx_services_node is taken by an index of notes",
      "services is taken by a sequence",
      "v7_state is a table of v7's own name, but v7's ledger does not know it",
      "the view v_service_status is not v7's: its definition differs",
      "projects is taken by a type",
      "the function v7_risk_rank(risk text) is not v7's: its definition differs",
      "change_log.ticket must not be NULL and has no default: v7 adds no rows there without a value for it",
      "file_audit.created_at is date, v7 expects timestamp without time zone",
      "file_audit.file_path is character varying(255), v7 expects character varying(500)",
      "file_audit has no column id (integer), and v7 cannot add it: existing rows would have to be numbered",
      "file_audit has no PRIMARY KEY (id)",
      "v7_files.id is uuid, v7 expects bigint",
      "v7_migration_workflow has no unique key (phase_number), which the new table v7_subworkflow_tasks refers to",
    ]);
    expect(await inventory(owner)).toEqual(before);
  });

  test("a trigger of the owner's that has a name of v7's is one", async () => {
    await owner.query(`${directive005()}
      CREATE FUNCTION notify_reviewers() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER touch_updated_at BEFORE UPDATE ON file_audit FOR EACH ROW EXECUTE FUNCTION notify_reviewers();`);
    const failure = await rejection(examineGuest(owner, { shared: true }));
    expect(failure.findings.map(({ message }) => message)).toEqual([
      "file_audit has a trigger touch_updated_at of its own",
    ]);
  });
});

describe("rights", () => {
  test("that a login lacks are listed at once with the SQL that gives them; having them, it migrates", async () => {
    await owner.query(directive005());
    const guest = await loginAs("v7_guest");
    const failure = await rejection(migrate(guest, { guest: { shared: true } }));
    expect(failure).toMatchObject({ code: "V7-B073", exitCode: 6 });
    const missing = failure.findings.map(({ message }) => message);
    expect(missing).toContain("missing: CREATE on schema public");
    expect(missing).toContain("missing: ownership of file_audit, to add v7_phase, v7_task");
    expect(missing).toContain("missing: SELECT, INSERT, UPDATE, DELETE, TRIGGER on file_audit");
    expect(missing).toContain("missing: USAGE on sequence file_audit_id_seq");
    for (const line of failure.next.filter((text) => text.includes(";"))) await owner.query(line);
    const { adoptions = [] } = await migrate(guest, { guest: { shared: true } });
    expect(adoptions.flatMap(({ added_columns: added }) => added)).toEqual([]);
    expect(await inTransaction(guest, { mode: "read" }, () => verifySchema(guest))).toEqual([]);
  });

  test("the owner's changes are audited though the login that migrated is another", async () => {
    await owner.query(directive005());
    const guest = await loginAs("v7_guest");
    const failure = await rejection(migrate(guest, { guest: { shared: true } }));
    for (const line of failure.next.filter((text) => text.includes(";"))) await owner.query(line);
    await migrate(guest, { guest: { shared: true } });
    await owner.query("UPDATE file_audit SET purpose = 'Pages' WHERE file_number = '0102'");
    const { rows } = await guest.query("SELECT changed_by, application FROM change_log");
    expect(rows).toEqual([{ changed_by: expect.not.stringContaining("guest"), application: "psql" }]);
  });

  test("a login that may not even look into the schema is told so at once", async () => {
    await owner.query("REVOKE ALL ON SCHEMA public FROM PUBLIC");
    const failure = await rejection(migrate(await loginAs("v7_guest"), { guest: { shared: true } }));
    expect(failure).toMatchObject({ code: "V7-B073", exitCode: 6 });
    expect(failure.next[0]).toMatch(/^GRANT USAGE, CREATE ON SCHEMA public TO v7_guest/);
  });

  test("an ordinary login that owns nothing but its schema is enough: no superuser, no extension", async () => {
    const guest = await loginAs("v7_guest", "public");
    await migrate(guest, { guest: { shared: false } });
    expect(await inTransaction(guest, { mode: "read" }, () => verifySchema(guest))).toEqual([]);
  });
});

/** A login without rights of its own, in this database alone. */
async function loginAs(prefix: string, schema?: string): Promise<Connection> {
  const role = `${prefix}_${randomBytes(4).toString("hex")}`;
  await owner.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER PASSWORD 'assessment'`);
  if (schema !== undefined) await owner.query(`GRANT ALL ON SCHEMA ${schema} TO ${role}`);
  const url = database.url.replace(/^postgres(ql)?:\/\/[^@/]*@/, `postgres://${role}:assessment@`);
  const connection = await connect({ ...database.target, url }, { applicationName: "v7 tests" });
  logins.push({ role, connection });
  return connection;
}

async function rejection(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("a failure was expected");
}

/** The migrations as the version of v7 before this one had them. */
function allButTheNewest(): string {
  const directory = mkdtempSync(join(tmpdir(), "v7-migrations-"));
  cpSync(packagePath("sql/migrations"), directory, { recursive: true });
  const newest = readdirSync(directory).toSorted().at(-1) ?? "";
  rmSync(join(directory, newest));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}
