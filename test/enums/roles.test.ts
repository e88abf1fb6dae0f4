import { afterEach, expect, test } from "vitest";
import { proposeEnums } from "../../src/enums/propose/propose.ts";
import { scanEnums } from "../../src/enums/scan/scan.ts";
import { targetGrants } from "../../src/enums/target-grants.ts";
import { enumStatus } from "../../src/routines/enum-status.ts";
import { validateEnum } from "../../src/routines/enum-validate.ts";
import { makeRoles } from "../scenes/logins.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";

let shared: DeedScene;

afterEach(() => shared.end());

/** An application whose objects are its owner's, who may make nothing in `public`; with keys that are counted, a view and a function. */
const application = `
  DO $$ BEGIN IF to_regrole('shop_owner') IS NULL THEN CREATE ROLE shop_owner; END IF; END $$;
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  CREATE TYPE contact_status AS ENUM ('New', 'Complete', 'Error');
  CREATE TYPE "ContactStatus" AS ENUM ('complete', 'error', 'new');
  CREATE TABLE contacts (id serial PRIMARY KEY, status contact_status NOT NULL DEFAULT 'New', was contact_status[]);
  CREATE TABLE leads (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status "ContactStatus" NOT NULL DEFAULT 'new');
  CREATE VIEW open_leads AS SELECT id, status FROM leads WHERE status = 'new';
  CREATE FUNCTION is_open("ContactStatus") RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT $1 <> 'complete'; END;
  INSERT INTO contacts (status) VALUES ('New'), ('Complete'), ('Error'), ('New');
  INSERT INTO leads (status) VALUES ('new'), ('complete'), ('error');
  ALTER TYPE contact_status OWNER TO shop_owner;
  ALTER TYPE "ContactStatus" OWNER TO shop_owner;
  ALTER TABLE contacts OWNER TO shop_owner;
  ALTER TABLE leads OWNER TO shop_owner;
  ALTER VIEW open_leads OWNER TO shop_owner;
  ALTER FUNCTION is_open("ContactStatus") OWNER TO shop_owner`;

async function openShop(more = ""): Promise<void> {
  shared = await openDeedScene(`${application}; ${more}`);
  const { output } = await targetGrants(await shared.workspace(), "app");
  shared.use(
    await makeRoles(shared.psql, output.sql, {
      url: shared.app.url,
      roles: { read: "v7_enum_read", write: "v7_enum_apply" },
    }),
  );
}

const leads = "SELECT id, status::text, pg_typeof(status)::text FROM leads ORDER BY id";

test("two logins without a superuser's rights scan, carry out, roll back and retire (AT4)", async () => {
  await openShop();
  const name = "app/ContactStatus";
  const { output: scan } = await scanEnums(await shared.workspace(), { target: "app" });
  expect(scan.enums.map(({ name: each, rows }) => [each, rows])).toEqual([
    ["ContactStatus", 3],
    ["contact_status", 4],
  ]);
  const wishes = { map: new Map(), without: [], becomes: undefined, reorder: true, risk: "high" };
  await proposeEnums(await shared.workspace(), { ...wishes, target: "app", group: "contact_status" });
  await shared.prepare(name);
  const before = await shared.rows(leads);
  await done("implement", name);
  await validateEnum(await shared.workspace(), name);
  await shared.settle();
  expect(await shared.rows(leads)).toEqual(
    [
      [1, "New", "contact_status"],
      [2, "Complete", "contact_status"],
      [3, "Error", "contact_status"],
    ].map(([id, ...rest]) => [String(id), ...rest]),
  );
  await done("rollback", name);
  expect(await shared.rows(leads)).toEqual(before);
  await shared.approve(name);
  await done("implement", name);
  await validateEnum(await shared.workspace(), name);
  await shared.settle();
  await done("retire", name);
  expect(
    await shared.rows("SELECT pg_get_userbyid(relowner)::text FROM pg_class WHERE relname = 'open_leads'"),
  ).toEqual([["shop_owner"]]);
  const { output: status } = await enumStatus(await shared.workspace());
  expect(status.targets[0]?.deeds.filter(({ direction }) => direction !== "validate").map(({ by }) => by)).toEqual(
    Array.from({ length: 4 }, () => "v7_enum_apply_login"),
  );
});

test("rows that a forced policy hides are refused by name, and nothing is changed (AT4)", async () => {
  await openShop(`
    ALTER TABLE leads ENABLE ROW LEVEL SECURITY;
    ALTER TABLE leads FORCE ROW LEVEL SECURITY;
    CREATE POLICY own_leads ON leads USING (id < 2)`);
  const name = "app/ContactStatus";
  const before = await shared.rows(leads);
  const wishes = { map: new Map(), without: [], becomes: undefined, reorder: true, risk: "high" };
  await proposeEnums(await shared.workspace(), { ...wishes, target: "app", group: "contact_status" });
  const refusal = await carriedOut(name).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "V7-E084", message: expect.stringContaining("leads") });
  expect(await shared.rows(leads)).toEqual(before);
});

test("what a superuser owns is told beside the grants: nobody becomes a member of it (AT4)", async () => {
  shared = await openDeedScene("CREATE TYPE status AS ENUM ('New'); CREATE TABLE contacts (id integer, status status)");
  const { output } = await targetGrants(await shared.workspace(), "app");
  expect(output.sql).toMatch(/^-- \w+ owns something here and is a superuser: /m);
  expect(output.sql).not.toMatch(/^GRANT (?!v7_enum_read)\w+ TO v7_enum_apply;$/m);
});

async function carriedOut(name: string): Promise<void> {
  await shared.prepare(name);
  await done("implement", name);
}

async function done(direction: "implement" | "rollback" | "retire", name: string): Promise<void> {
  const { problem } = await shared.deed(direction, name, { accepted: ["V7-E070"] });
  expect(problem).toBeNull();
  await shared.settle();
}
