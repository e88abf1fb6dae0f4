import { afterEach, expect, test } from "vitest";
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
  CREATE TABLE contacts (id integer PRIMARY KEY, tenant integer DEFAULT 1, status status NOT NULL DEFAULT 'New', changed integer DEFAULT 0);
  INSERT INTO contacts VALUES (1, 1, 'New'), (2, 2, 'Complete'), (3, 1, 'Error');`;

test.runIf(inSecondTier())(
  "cases 11, 12: functions come back with bodies, signatures, defaults, owner, grants, settings and costs",
  async () => {
    scene = await openDeedScene(`
    ${contacts}
    CREATE FUNCTION numbered(wanted status DEFAULT 'New', OUT found bigint) LANGUAGE sql STABLE SECURITY DEFINER COST 77
      SET search_path = pg_catalog, public
      BEGIN ATOMIC SELECT count(*) FROM contacts WHERE status = wanted; END;
    CREATE FUNCTION all_of(status[]) RETURNS SETOF status LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4
      BEGIN ATOMIC SELECT unnest($1); END;
    CREATE FUNCTION called(status) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN ''it is '' || $1; END';
    CREATE PROCEDURE finish(number integer, wanted status) LANGUAGE sql
      BEGIN ATOMIC UPDATE contacts SET status = wanted WHERE id = number; END;
    CREATE FUNCTION at_least(status, status) RETURNS status LANGUAGE sql IMMUTABLE STRICT
      BEGIN ATOMIC SELECT CASE WHEN $1 < $2 THEN $1 ELSE $2 END; END;
    CREATE AGGREGATE least_of(status) (SFUNC = at_least, STYPE = status);
    COMMENT ON FUNCTION numbered(status) IS 'How many there are';
    REVOKE EXECUTE ON FUNCTION numbered(status) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION numbered(status) TO pg_monitor WITH GRANT OPTION;
    ALTER PROCEDURE finish(integer, status) OWNER TO pg_monitor;`);
    const before = await stateOf(scene);
    await implement(scene, reordered, { accepted: ["V7-E072"] });
    expect(await scene.rows("SELECT numbered(), numbered('complete')")).toEqual([["1", "1"]]);
    expect(await scene.rows("SELECT all_of('{error,new}')::text")).toEqual([["error"], ["new"]]);
    expect(await scene.rows("SELECT called('error'), least_of(status)::text FROM contacts")).toEqual([
      ["it is error", "complete"],
    ]);
    expect(
      await scene.rows(
        "SELECT obj_description(oid), prosecdef, procost::integer, proconfig::text FROM pg_proc WHERE proname = 'numbered'",
      ),
    ).toEqual([["How many there are", true, 77, '{"search_path=pg_catalog, public"}']]);
    await rollBack(scene);
    expect(await stateOf(scene)).toEqual(before);
  },
);

test.runIf(inSecondTier())(
  "case 14: bodies of text that name the type or a label, and those that make statements, are hazards",
  async () => {
    scene = await openDeedScene(`
    ${contacts}
    CREATE FUNCTION open_ones() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM contacts WHERE status = ''New''';
    CREATE FUNCTION first_one() RETURNS text LANGUAGE plpgsql AS 'DECLARE s status; BEGIN SELECT status INTO s FROM contacts; RETURN s; END';
    CREATE FUNCTION any_one(what text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE what; END';`);
    scene.declare(name, renamed);
    await scene.prepare(name);
    await expectRefused(scene, () => scene.deed("implement", name), {
      code: "V7-E059",
      says: /V7-E070 .*first_one\(\) names the type.*open_ones\(\).* names 'New'.*V7-E071 .*any_one\(/,
    });
    expect((await scene.deed("implement", name, { accepted: ["V7-E070", "V7-E071"] })).problem).toBeNull();
  },
);

test.runIf(inSecondTier())(
  "cases 6, 7, 41: policies and triggers come back as they were switched, and no trigger of the application fires",
  async () => {
    scene = await openDeedScene(`
    ${contacts}
    ALTER TABLE contacts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY open_to_monitors ON contacts AS RESTRICTIVE FOR UPDATE TO pg_monitor, pg_read_all_data
      USING (status = 'New') WITH CHECK (status <> 'Error');
    CREATE POLICY own_tenant ON contacts USING (tenant = 1);
    COMMENT ON POLICY open_to_monitors ON contacts IS 'Who may call';
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.changed := NEW.changed + 1; RETURN NEW; END';
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO notes VALUES (TG_NAME); RETURN NULL; END';
    CREATE TABLE notes (what text);
    CREATE TRIGGER touch BEFORE UPDATE OF status ON contacts FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status)
      EXECUTE FUNCTION touch();
    CREATE TRIGGER any_update BEFORE UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION touch();
    CREATE TRIGGER off AFTER INSERT ON contacts FOR EACH ROW WHEN (NEW.status = 'New') EXECUTE FUNCTION note();
    CREATE TRIGGER always AFTER INSERT ON contacts FOR EACH ROW WHEN (NEW.status = 'Error') EXECUTE FUNCTION note();
    CREATE CONSTRAINT TRIGGER later AFTER INSERT ON contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (NEW.status = 'Skipped') EXECUTE FUNCTION note();
    CREATE TRIGGER statement AFTER UPDATE ON contacts REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION note();
    ALTER TABLE contacts DISABLE TRIGGER off, ENABLE ALWAYS TRIGGER always;
    COMMENT ON TRIGGER touch ON contacts IS 'Counts';`);
    const before = await stateOf(scene);
    await implement(scene, reordered);
    expect(await scene.rows("SELECT sum(changed)::integer FROM contacts")).toEqual([[0]]);
    await scene.psql.query("INSERT INTO contacts VALUES (4, 1, 'new'), (5, 1, 'error'), (6, 1, 'skipped')");
    expect(await scene.rows("SELECT what FROM notes ORDER BY what")).toEqual([["always"], ["later"]]);
    expect(await scene.rows("SELECT polcmd, pg_get_expr(polqual, polrelid) FROM pg_policy ORDER BY polname")).toEqual([
      ["w", "(status = 'new'::contact_status)"],
      ["*", "(tenant = 1)"],
    ]);
    await scene.psql.script("DELETE FROM notes; DELETE FROM contacts WHERE id > 3");
    await rollBack(scene);
    expect(await stateOf(scene)).toEqual(before);
  },
);

test("case 52: where a policy hides rows from the login that carries out, nothing is counted and nothing done", async () => {
  scene = await openDeedScene(`
    ${contacts}
    ALTER TABLE contacts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY own_tenant ON contacts USING (tenant = 1);`);
  const url = await moverOf(scene, ["TABLE contacts", "TYPE status"]);
  scene.declare(name, reordered);
  await scene.prepare(name);
  await expectRefused(scene, () => scene.deed("implement", name, { url }), {
    code: "V7-E084",
    says: /contacts \(own_tenant\) from app_mover/,
  });
});
