import { afterEach, expect, test } from "vitest";
import { inSecondTier } from "../../support/optional.ts";
import { type DeedScene, openDeedScene } from "../deed-scene.ts";
import { implement, reordered, rollBack, stateOf, statusType } from "./case-scene.ts";

let scene: DeedScene;

afterEach(() => scene.end());

const contacts = `
  ${statusType}
  CREATE TABLE contacts (id integer PRIMARY KEY, status status NOT NULL DEFAULT 'New', owner text DEFAULT current_user);
  INSERT INTO contacts VALUES (1, 'New', 'ada'), (2, 'Complete', 'bob'), (3, 'Error', 'ada');`;

test("case 4: views on views come back with options, defaults, triggers, rules, owner, grants and comments", async () => {
  scene = await openDeedScene(`
    ${contacts}
    CREATE VIEW open_contacts WITH (security_barrier, security_invoker = true) AS
      SELECT id, status, owner FROM contacts WHERE status = 'New' WITH LOCAL CHECK OPTION;
    CREATE VIEW open_ids AS SELECT id FROM open_contacts;
    CREATE VIEW counted (state, number) AS SELECT status, count(*) FROM contacts GROUP BY status;
    ALTER VIEW open_contacts ALTER COLUMN status SET DEFAULT 'New';
    COMMENT ON VIEW open_contacts IS 'Contacts to call';
    COMMENT ON COLUMN open_contacts.status IS 'New, always';
    GRANT SELECT ON open_contacts TO pg_monitor WITH GRANT OPTION;
    GRANT SELECT (state), UPDATE (number) ON counted TO pg_monitor;
    ALTER VIEW open_ids OWNER TO pg_monitor;
    CREATE FUNCTION settle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER settle INSTEAD OF UPDATE ON counted FOR EACH ROW EXECUTE FUNCTION settle();
    CREATE RULE keep AS ON DELETE TO counted WHERE old.state = 'Error' DO INSTEAD NOTHING;
    CREATE RULE kept AS ON DELETE TO counted DO INSTEAD NOTHING;`);
  const before = await stateOf(scene);
  await implement(scene, reordered);
  expect(await scene.rows("SELECT * FROM open_ids")).toEqual([[1]]);
  expect(await scene.rows("INSERT INTO open_contacts (id) VALUES (4) RETURNING status::text")).toEqual([["new"]]);
  await expect(scene.rows("INSERT INTO open_contacts VALUES (5, 'error')")).rejects.toThrow(/check option/);
  expect(
    await scene.rows(`
      SELECT reloptions::text, relacl::text, obj_description(oid), col_description(oid, 2)
        FROM pg_class WHERE oid = 'open_contacts'::regclass`),
  ).toEqual([
    [
      "{security_barrier=true,security_invoker=true,check_option=local}",
      expect.stringContaining("pg_monitor=r*/"),
      "Contacts to call",
      "New, always",
    ],
  ]);
  expect(
    await scene.rows(
      "SELECT attacl::text FROM pg_attribute WHERE attrelid = 'counted'::regclass AND attacl IS NOT NULL",
    ),
  ).toEqual([["{pg_monitor=r/v7}"], ["{pg_monitor=w/v7}"]]);
  await scene.psql.query("DELETE FROM contacts WHERE id = 4");
  await rollBack(scene);
  expect(await stateOf(scene)).toEqual(before);
});

test.runIf(inSecondTier())(
  "case 5: materialized views come back with indexes, statistics and grants, filled where they were filled",
  async () => {
    scene = await openDeedScene(`
    ${contacts}
    CREATE MATERIALIZED VIEW by_status AS SELECT status, count(*)::integer AS number FROM contacts GROUP BY status;
    CREATE UNIQUE INDEX by_status_key ON by_status (status);
    CREATE INDEX by_status_open ON by_status (number) WHERE status = 'New';
    ALTER TABLE by_status CLUSTER ON by_status_key;
    CREATE STATISTICS by_status_both ON status, number FROM by_status;
    ALTER MATERIALIZED VIEW by_status ALTER COLUMN number SET STATISTICS 7;
    GRANT SELECT ON by_status TO pg_monitor;
    CREATE MATERIALIZED VIEW above AS SELECT sum(number)::integer AS all FROM by_status WHERE status <> 'Error';
    CREATE MATERIALIZED VIEW unfilled AS SELECT * FROM contacts WHERE status = 'Skipped' WITH NO DATA;`);
    const before = await stateOf(scene);
    await implement(scene, reordered);
    expect(await scene.rows("SELECT status::text, number FROM by_status ORDER BY status")).toEqual([
      ["complete", 1],
      ["error", 1],
      ["new", 1],
    ]);
    expect(await scene.rows("SELECT * FROM above")).toEqual([[2]]);
    expect(await scene.rows("SELECT relname, relispopulated FROM pg_class WHERE relkind = 'm' ORDER BY 1")).toEqual([
      ["above", true],
      ["by_status", true],
      ["unfilled", false],
    ]);
    await scene.psql.query("REFRESH MATERIALIZED VIEW CONCURRENTLY by_status");
    await rollBack(scene);
    expect(await stateOf(scene)).toEqual(before);
  },
);

test.runIf(inSecondTier())(
  "case 26: what is made again is whose it was, whatever default privileges would give it",
  async () => {
    scene = await openDeedScene(`
    ${contacts}
    CREATE VIEW open_contacts AS SELECT id FROM contacts WHERE status = 'New';
    CREATE FUNCTION is_open(status) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT $1 = 'New'::status; END;
    CREATE FUNCTION is_shut(status) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT $1 <> 'New'::status; END;
    REVOKE EXECUTE ON FUNCTION is_shut(status) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION is_shut(status) TO pg_monitor;
    COMMENT ON TYPE status IS 'Where a contact stands';
    GRANT USAGE ON TYPE status TO pg_monitor;
    ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;
    ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO pg_read_all_data;
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO pg_read_all_data;`);
    const before = await stateOf(scene);
    const grants = `
    SELECT c.relname, a.grantee::regrole::text, a.privilege_type
      FROM pg_class c
     CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
     WHERE c.relname = 'open_contacts' AND a.grantee <> c.relowner
     UNION ALL
    SELECT p.proname, a.grantee::regrole::text, a.privilege_type
      FROM pg_proc p
     CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     WHERE p.proname IN ('is_open', 'is_shut') AND a.grantee <> p.proowner
     UNION ALL
    SELECT obj_description(t.oid), a.grantee::regrole::text, a.privilege_type
      FROM pg_type t
     CROSS JOIN aclexplode(t.typacl) a
     WHERE t.typname = 'contact_status' AND a.grantee <> t.typowner
     ORDER BY 1, 2`;
    await implement(scene, reordered);
    expect(await scene.rows("SELECT is_shut('error'), is_open('new')")).toEqual([[true, true]]);
    expect(await scene.rows(grants)).toEqual([
      ["Where a contact stands", "-", "USAGE"],
      ["Where a contact stands", "pg_monitor", "USAGE"],
      ["is_open", "-", "EXECUTE"],
      ["is_shut", "pg_monitor", "EXECUTE"],
    ]);
    await rollBack(scene);
    expect(await stateOf(scene)).toEqual(before);
  },
);
