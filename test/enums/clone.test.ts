import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CatalogueObject, digestOf, readObjects } from "../../src/enums/catalogue/objects.ts";
import { openClone, type Clone, type MissingObject } from "../../src/enums/clone/clone.ts";
import { inTargetTransaction, targetNamed, withTarget } from "../../src/enums/targets.ts";
import { type Workspace, workspaceFor } from "../../src/workspace/workspace.ts";
import { createCheckout, type Checkout } from "../scenes/checkout.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { urlAs } from "../scenes/logins.ts";
import { loginPassword } from "../support/login-names.ts";
import { inSecondTier } from "../support/optional.ts";
import { openThrowawayServer } from "../support/throwaway-server.ts";
import { administer } from "../support/test-server.ts";
import { system } from "../support/this-machine.ts";
import { openFullAppTarget } from "./app-target.ts";
import { changes } from "./catalogue-changes.ts";
import { holdClone } from "./hold-clone.ts";

let own: TestDatabase;
let app: TestDatabase;
let checkout: Checkout;

beforeAll(async () => {
  [own, app] = await Promise.all([testDatabase(), openFullAppTarget()]);
  checkout = createCheckout(own.url);
});

afterAll(async () => {
  await Promise.all([own.drop(), app.drop()]);
  checkout.remove();
});

describe("a clone of a target", () => {
  let objects: readonly CatalogueObject[];
  let clone: Clone;

  beforeAll(async () => {
    const workspace = await workspaceWith(app.url);
    objects = await read(workspace);
    clone = await openClone(workspace, targetNamed(workspace, "app"), objects);
  });

  afterAll(() => clone.drop());

  test("is full: every object is there, as it is on the target", async () => {
    expect(clone.missing).toEqual([]);
    expect(clone.completeness).toBe("full");
    expect(await digestIn(clone)).toBe(digestOf(objects));
  });

  test("has no rows of the target", async () => {
    const { rows } = await clone.connection.query("SELECT count(*)::integer AS n FROM public.contacts");
    expect(rows).toEqual([{ n: 0 }]);
  });

  test("has the target's encoding", async () => {
    const { rows } = await clone.connection.query("SELECT current_setting('server_encoding') AS encoding");
    expect(rows).toEqual([{ encoding: "UTF8" }]);
  });

  test("runs nothing that the target's people wrote as a superuser: neither its session nor any role of the target's is one", async () => {
    const { rows } = await clone.connection.query<{ name: string }>(
      "SELECT rolname::text AS name FROM pg_roles WHERE rolsuper AND (rolname = session_user OR rolname = ANY ($1))",
      [objects.flatMap(({ owner }) => owner ?? [])],
    );
    expect(rows).toEqual([]);
    await expect(clone.connection.query("COPY (SELECT 1) TO PROGRAM 'true'")).rejects.toMatchObject({ code: "42501" });
  });

  test("is changed as its owners would change the target", async () => {
    const { connection } = clone;
    await connection.query("BEGIN");
    await connection.script(`
      ALTER TYPE public.contact_curation_status RENAME VALUE 'New' TO 'v7_label';
      ALTER TABLE crm_more.mail ADD more text;
      CREATE OR REPLACE VIEW public.contact_queue_length AS SELECT curation_status, 2::bigint AS contacts FROM public.contacts;
      SET LOCAL session_replication_role = replica`);
    const { definition } =
      (await readObjects(connection)).find(({ identity }) => identity === "public.contacts_waiting") ?? {};
    await connection.query("ROLLBACK");
    expect(definition).toContain("'v7_label'::public.contact_curation_status");
  });

  test("takes another session by its address, and is gone with its server when it is dropped", async () => {
    const { rows } = await administer(clone.url, (session) => session.query("SELECT 1 AS one"));
    expect(rows).toEqual([{ one: 1 }]);
    await clone.drop();
    await clone.drop();
    expect(moments()).toEqual([]);
    await expect(administer(clone.url, async () => undefined)).rejects.toMatchObject({ exitCode: 6 });
  });
});

describe.runIf(inSecondTier())("a target in which everything was changed that can be", () => {
  test("is cloned in full as well: each setting is made, and not only read", async () => {
    const changed = await openFullAppTarget();
    try {
      const psql = await changed.connect();
      const failed: string[] = [];
      for (const [what, statement] of changes) {
        await psql.script(statement).catch((error: Error) => failed.push(`${what}: ${error.message}`));
      }
      expect(failed).toEqual([]);
      expect(await missingOf(changed)).toEqual([]);
    } finally {
      await changed.drop();
    }
  });
});

describe("what cannot be made", () => {
  test("is named with its reason, and with it what stands on it", async () => {
    const odd = await targetOf(`
      CREATE FUNCTION moddatetime() RETURNS trigger LANGUAGE c AS '$libdir/moddatetime';
      CREATE TABLE pages (id integer, updated_at timestamp, url text);
      CREATE TRIGGER touched BEFORE UPDATE ON pages FOR EACH ROW EXECUTE FUNCTION moddatetime(updated_at);
      COMMENT ON TRIGGER touched ON pages IS 'Moves updated_at';
      CREATE SUBSCRIPTION mirror CONNECTION 'dbname=none' PUBLICATION none WITH (connect = false, slot_name = NONE, enabled = false);
      CREATE TABLE base (id integer);
      CREATE TABLE child (extra text) INHERITS (base);
      ALTER TABLE base ADD note text;`);
    try {
      expect(await missingOf(odd)).toEqual([
        { sort: "function", identity: "public.moddatetime()", why: expect.stringContaining("library") },
        { sort: "subscription", identity: "mirror", why: "it would fetch rows from another server" },
        {
          sort: "trigger",
          identity: "touched on public.pages",
          why: "it stands on public.moddatetime(), which is not there",
        },
        { sort: "column", identity: "public.child.extra", why: "its flags came out otherwise in the clone" },
        { sort: "column", identity: "public.child.note", why: "its flags came out otherwise in the clone" },
      ]);
    } finally {
      await (await odd.connect()).query("DROP SUBSCRIPTION mirror");
      await odd.drop();
    }
  });

  test.runIf(inSecondTier())(
    "an extension of another version than is here: it is made all the same, and told",
    async () => {
      const workspace = await workspaceWith(app.url);
      const objects = (await read(workspace)).map((object) =>
        object.sort === "extension"
          ? { ...object, definition: object.definition.replace(/'[^']*'$/, "'0.0'") }
          : object,
      );
      const clone = await openClone(workspace, targetNamed(workspace, "app"), objects);
      await clone.drop();
      expect(clone.missing).toEqual([
        { sort: "extension", identity: "citext", why: "its definition came out otherwise in the clone" },
      ]);
    },
  );

  test("makes nothing of names but names, whatever they hold", async () => {
    const odd = await targetOf(`
      CREATE TABLE "a$do$; SELECT 1/0; --" ("b'); SELECT 1/0; --" integer PRIMARY KEY);
      CREATE TABLE other (b integer);
      ALTER TABLE other ADD CONSTRAINT "c$do$; SELECT 1/0; '--" FOREIGN KEY (b) REFERENCES "a$do$; SELECT 1/0; --";
      ALTER TABLE other DISABLE TRIGGER ALL;
      CREATE DOMAIN "on on" AS integer CONSTRAINT "x on y" CHECK (VALUE > 0);
      COMMENT ON CONSTRAINT "x on y" ON DOMAIN "on on" IS 'z';
      COMMENT ON TABLE other IS 'd\\''; SELECT 1/0; --';
      SELECT set_config('search_path', 'x;y,"z, ""w"""', false);
      ALTER DATABASE current SET search_path FROM CURRENT;`);
    try {
      expect(await missingOf(odd)).toEqual([]);
    } finally {
      await odd.drop();
    }
  });

  test("nothing: views that stand on each other in a circle, roles called as v7's, superusers' views of what is not theirs", async () => {
    const odd = await targetOf(`
      CREATE TYPE mood AS ENUM ('calm', 'busy');
      CREATE VIEW first AS SELECT 'calm'::mood AS mood, 'x'::text COLLATE "C" AS word;
      CREATE VIEW second AS SELECT * FROM first;
      CREATE OR REPLACE VIEW first AS SELECT mood, word FROM second;
      COMMENT ON VIEW first IS 'Never to be asked';
      CREATE TABLE hidden (id integer, mood mood);
      ALTER TABLE hidden OWNER TO app_owner;
      CREATE MATERIALIZED VIEW moods AS SELECT mood FROM hidden;
      ALTER MATERIALIZED VIEW moods OWNER TO app_reader;
      ALTER DATABASE current SET search_path = nowhere, public;`);
    try {
      expect(await missingOf(odd)).toEqual([]);
    } finally {
      await odd.drop();
    }
  });
});

describe("a clone that nobody dropped", () => {
  test("of a process that was killed: the next one removes it, and stops its server", async () => {
    const workspace = await workspaceWith(app.url);
    const held = await holdClone({ root: checkout.root, url: own.url, target: app.url });
    // Of one that was killed before it had its lock, some time ago.
    const early = join(checkout.home(), "moments", "0a0a0a0a");
    mkdirSync(join(early, "pg.draft-1"), { recursive: true });
    utimesSync(early, 0, 0);
    const left = moments();
    const servers = left.filter((folder) => folder !== early);
    const pids = servers.map((folder) =>
      Number(readFileSync(join(folder, "pg", "postmaster.pid"), "utf8").split("\n")[0]),
    );
    held.kill("SIGKILL");
    await once(held, "exit");
    const clone = await openClone(workspace, targetNamed(workspace, "app"), []);
    try {
      expect(servers.length).toBe(1);
      expect(left.filter((folder) => existsSync(folder))).toEqual([]);
      expect(pids.filter(isAlive)).toEqual([]);
    } finally {
      await clone.drop();
    }
  });

  test("because its caller went: it is removed, and the caller's reason is told", async () => {
    const caller = new AbortController();
    const workspace = workspaceFor(await workspaceWith(app.url), { signal: caller.signal });
    const opening = openClone(workspace, targetNamed(workspace, "app"), await read(workspace));
    setTimeout(() => caller.abort(new Error("gone")), 200);
    await expect(opening).rejects.toThrow("gone");
    expect(moments()).toEqual([]);
  });
});

describe("on a scratch server", () => {
  test.runIf(inSecondTier())(
    "it is a database of its own there, with the roles it needs, and nothing is left of it",
    async () => {
      const scratch = await openThrowawayServer();
      try {
        const workspace = await workspaceWith(app.url, scratch.url);
        const objects = await read(workspace);
        const clone = await openClone(workspace, targetNamed(workspace, "app"), objects);
        const during = await left(scratch.url);
        const digest = await digestIn(clone);
        await clone.drop();
        expect(clone.missing).toEqual([]);
        expect(digest).toBe(digestOf(objects));
        expect(during).toEqual({ databases: 1, roles: ["App Writer", "app_curator", "app_owner", "app_reader"] });
        expect(await left(scratch.url)).toEqual({ databases: 0, roles: [] });
      } finally {
        await scratch.drop();
      }
    },
  );

  test.runIf(inSecondTier())(
    "a login that is no superuser gives things away to owners who may make none there",
    async () => {
      const odd = await targetOf(`
      CREATE SCHEMA shop AUTHORIZATION app_owner;
      CREATE TYPE shop.mood AS ENUM ('calm', 'busy');
      CREATE TABLE shop.days (id serial PRIMARY KEY, mood shop.mood);
      CREATE VIEW shop.busy AS SELECT * FROM shop.days WHERE mood = 'busy';
      ALTER TYPE shop.mood OWNER TO app_curator;
      ALTER TABLE shop.days OWNER TO app_curator;
      ALTER VIEW shop.busy OWNER TO app_reader;
      GRANT CREATE ON SCHEMA shop TO app_reader;`);
      const scratch = await openThrowawayServer();
      try {
        await administer(scratch.url, (session) => session.query("CREATE ROLE maker LOGIN CREATEDB CREATEROLE"));
        const workspace = await workspaceWith(odd.url, scratch.url.replace("//v7@", "//maker@"));
        const clone = await openClone(workspace, targetNamed(workspace, "app"), await read(workspace));
        await clone.drop();
        expect(clone.missing).toEqual([]);
        expect(await left(scratch.url)).toEqual({ databases: 0, roles: [] });
      } finally {
        await Promise.all([scratch.drop(), odd.drop()]);
      }
    },
  );

  test("a login that may make no database there is refused", async () => {
    const guest = `app_guest_${own.name.slice(-6)}`;
    await (await own.connect()).query(`CREATE ROLE ${guest} LOGIN PASSWORD '${loginPassword}'`);
    const workspace = await workspaceWith(app.url, urlAs(own.url, guest));
    try {
      await expect(openClone(workspace, targetNamed(workspace, "app"), [])).rejects.toMatchObject({
        code: "V7-E030",
        message: "no clone of the target app could be made on its scratch server: permission denied to create database",
      });
    } finally {
      await (await own.connect()).query(`DROP ROLE ${guest}`);
    }
  });
});

async function workspaceWith(url: string, scratch?: string): Promise<Workspace> {
  const place = scratch === undefined ? "" : ", scratch: env:SCRATCH_URL";
  checkout.write("v7.yaml", `targets: { app: { url: env:APP_DATABASE_URL${place} } }\n`);
  return checkout.open({ environment: { APP_DATABASE_URL: url, SCRATCH_URL: scratch ?? "" } });
}

function read(workspace: Workspace, withoutSchemas: readonly string[] = []): Promise<readonly CatalogueObject[]> {
  return withTarget(workspace, targetNamed(workspace, "app"), "read", (connection) =>
    inTargetTransaction(connection, "read", () => readObjects(connection, { withoutSchemas })),
  );
}

async function digestIn({ connection }: Clone): Promise<string> {
  return inTargetTransaction(connection, "read", async () => digestOf(await readObjects(connection)));
}

async function targetOf(sql: string): Promise<TestDatabase> {
  const database = await testDatabase({ migrated: false });
  await (await database.connect()).script(sql.replace("DATABASE current", `DATABASE ${database.name}`));
  return database;
}

async function missingOf({ url }: TestDatabase): Promise<readonly MissingObject[]> {
  const workspace = await workspaceWith(url);
  const clone = await openClone(workspace, targetNamed(workspace, "app"), await read(workspace));
  await clone.drop();
  expect(clone.completeness).toBe(clone.missing.length === 0 ? "full" : "partial");
  return clone.missing;
}

/** A zombie is not: nobody here reaps a process whose parent was killed. */
function isAlive(pid: number): boolean {
  return !["Z", "X", undefined].includes(system.listProcess(pid)?.state);
}

/** The servers of a moment that this repository has now. */
function moments(): string[] {
  const folder = join(checkout.home(), "moments");
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

async function left(url: string): Promise<{ readonly databases: number; readonly roles: readonly string[] }> {
  return administer(url, async (session) => {
    const { rows } = await session.query<{ databases: number; roles: string[] }>(`
      SELECT (SELECT count(*)::integer FROM pg_database WHERE datname LIKE 'v7_clone_%') AS databases,
             coalesce((SELECT array_agg(rolname::text ORDER BY rolname) FROM pg_roles WHERE rolname ~* '^app'), '{}') AS roles`);
    return rows[0] ?? { databases: -1, roles: [] };
  });
}
