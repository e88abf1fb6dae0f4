import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseGrants } from "../../src/engine/database/describe.ts";
import { examine } from "../../src/routines/doctor.ts";
import { type Logins, separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let logins: Logins;

beforeAll(async () => {
  scene = await openScene();
  logins = await separateLogins(scene);
});

afterAll(() => scene.end());

async function checkOf(name: string, databaseUrl: string, readUrl?: string): Promise<unknown> {
  const workspace = await scene.checkout.open({ databaseUrl, ...(readUrl === undefined ? {} : { readUrl }) });
  return (await examine(workspace)).output.checks.find((check) => check.name === name);
}

describe("doctor", () => {
  test("is content with a login that applies and cannot approve", async () => {
    expect(await checkOf("approvals", logins.urlAs("ci"))).toMatchObject({ status: "ok" });
  });

  test.each([
    [
      "may add triggers to a table with rows that Policy protects",
      "TRIGGER ON v7_enum_migrations",
      "v7_enum_migrations",
    ],
    ["may empty one", "TRUNCATE ON v7_subworkflow_tasks", "v7_subworkflow_tasks"],
    ["may create functions where the guard finds them", "CREATE ON SCHEMA public", "create functions"],
  ])("fails a login that applies and %s", async (_, right, detail) => {
    await scene.psql.script(`GRANT ${right} TO ci`);
    try {
      expect(await checkOf("approvals", logins.urlAs("ci"))).toMatchObject({
        status: "fail",
        detail: expect.stringContaining(detail) as string,
      });
    } finally {
      await scene.psql.script(`REVOKE ${right} FROM ci`);
    }
  });

  test("names what a role lacks of what v7 db grants prints", async () => {
    for (const login of ["ci", "arthur", "v7_ro"] as const)
      expect(await checkOf("rights", logins.urlAs(login))).toBeUndefined();
    await scene.psql.script(
      "REVOKE UPDATE (checkpoint) ON ingest_runs FROM v7_apply; REVOKE INSERT ON files FROM v7_apply",
    );
    try {
      expect(await checkOf("rights", logins.urlAs("ci"))).toMatchObject({
        status: "fail",
        detail: "ci (v7_apply) lacks UPDATE (checkpoint) on ingest_runs, INSERT on files",
      });
    } finally {
      await scene.psql.script(
        "GRANT UPDATE (checkpoint) ON ingest_runs TO v7_apply; GRANT INSERT ON files TO v7_apply",
      );
    }
  });

  test("says of a login that approves or reads that it does not apply", async () => {
    for (const login of ["arthur", "v7_ro"] as const) {
      expect(await checkOf("approvals", logins.urlAs(login))).toMatchObject({
        status: "ok",
        detail: `${login} does not apply, and writes no approval by itself`,
      });
    }
  });

  test("fails a superuser that applies: it can approve for everybody", async () => {
    expect(await checkOf("approvals", scene.database.url)).toMatchObject({
      status: "fail",
      fix: expect.stringContaining("v7 db grants") as string,
    });
  });

  test("warns when the reading login writes, and names what", async () => {
    expect(await checkOf("reading", logins.urlAs("ci"))).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("codegraphx_enrichment") as string,
    });
  });

  test("warns of what PUBLIC gives even to the reading login", async () => {
    expect(await checkOf("reading", logins.urlAs("v7_ro"))).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("make temporary tables, make large objects") as string,
    });
  });
});

describe("a reader who makes its transactions writable", () => {
  test.each([
    ["an approval, refused and recorded", "SELECT v7_approve('{}', 'The Architect', NULL)"],
    ["an approval taken back", "SELECT v7_revoke(repeat('a', 64), NULL)"],
    ["an apply admitted", "SELECT v7_admit(gen_random_uuid())"],
    ["an apply", "INSERT INTO v7_applies (plan_id) VALUES (repeat('a', 64))"],
    ["a refusal", "INSERT INTO v7_refusals (action, table_affected, because) VALUES ('delete', 'x', 'y')"],
    ["the audit archived", "SELECT v7_archive_changes('infinity')"],
    ["the audit's numbers", "SELECT nextval('change_log_id_seq')"],
  ])("writes nothing: %s", async (_, sql) => {
    const reader = await logins.connectAs("v7_ro");
    try {
      await reader.query("SET default_transaction_read_only = off");
      await expect(reader.query(sql)).rejects.toThrow(/permission denied|must be owner/);
    } finally {
      await reader.end();
    }
  });
});

describe("the roles", () => {
  test("may be granted again, and nobody may more or less by it", async () => {
    const granted = `SELECT o.name || ' ' || a.grantee::regrole || ' ' || a.privilege_type
      FROM (SELECT relname::text AS name, relacl AS acl FROM pg_class WHERE relnamespace = 'public'::regnamespace
            UNION ALL SELECT oid::regprocedure::text, proacl FROM pg_proc WHERE pronamespace = 'public'::regnamespace) o,
           LATERAL aclexplode(o.acl) a ORDER BY 1`;
    const before = await scene.column(granted);
    expect(before.length).toBeGreaterThan(100);
    await scene.psql.script((await databaseGrants(await scene.checkout.open())).output.sql);
    expect(await scene.column(granted)).toEqual(before);
  });

  test("leave the owner's functions and tables with v7_owner", async () => {
    expect(await scene.column("SELECT DISTINCT tableowner FROM pg_tables WHERE tablename LIKE 'v7_%'")).toEqual([
      "v7_owner",
    ]);
  });

  test("let nobody but who applies read the apply lock's key", async () => {
    for (const [login, may] of [
      ["ci", true],
      ["arthur", false],
      ["v7_ro", false],
    ] as const) {
      const session = await logins.connectAs(login);
      const answer = await session.query("SELECT lock_key FROM v7_state").then(
        () => true,
        () => false,
      );
      await session.end();
      expect([login, answer]).toEqual([login, may]);
    }
  });
});
