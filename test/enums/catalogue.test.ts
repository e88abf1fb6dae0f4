import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CatalogueObject, digestOf, readObjects } from "../../src/enums/catalogue/objects.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import type { TestDatabase } from "../support/database.ts";
import { urlAs } from "../scenes/logins.ts";
import { loginPassword } from "../support/login-names.ts";
import { inSecondTier, optional, otherMajors } from "../support/optional.ts";
import { startOtherPostgres } from "../support/other-postgres.ts";
import { administer } from "../support/test-server.ts";
import { makeApp, makeMore, openFullAppTarget } from "./app-target.ts";
import { changes } from "./catalogue-changes.ts";

let app: TestDatabase;
let psql: Connection;

beforeAll(async () => {
  app = await openFullAppTarget();
  psql = await app.connect({ applicationName: "psql" });
});

afterAll(() => app.drop());

describe("what is read", () => {
  test("an object says how it is made, whose it is, who may use it, and what was said of it", async () => {
    expect(await objectNamed("enum", "public.contact_curation_status")).toMatchObject({
      definition:
        "CREATE TYPE public.contact_curation_status AS ENUM ('Complete', 'Error', 'New', 'Processing', 'Queued', 'Skipped')",
      owner: "app_owner",
      grants: [
        "REVOKE USAGE ON TYPE public.contact_curation_status FROM PUBLIC",
        "GRANT USAGE ON TYPE public.contact_curation_status TO app_curator",
      ],
      comment: "What a curator made of a contact; see the playbook, chapter 3",
    });
  });

  test("what somebody gives on who was given it is granted as they", async () => {
    const { grants } = await objectNamed("schema", "crm_more");
    expect(grants).toEqual([
      "GRANT USAGE ON SCHEMA crm_more TO app_curator WITH GRANT OPTION",
      "SET ROLE app_curator; GRANT USAGE ON SCHEMA crm_more TO app_reader; RESET ROLE",
    ]);
  });

  test("a view has its options, which PostgreSQL's own text leaves out", async () => {
    const { definition } = await objectNamed("view", "public.contact_queue");
    expect(definition).toMatch(
      /^CREATE VIEW public\.contact_queue \(.*\) WITH \(security_barrier=true, check_option=local\)/,
    );
  });

  test("names are qualified, whatever the session's search path, and the session keeps it", async () => {
    const { definition } = await objectNamed("index", "public.contacts_waiting");
    expect(definition).toContain("'New'::public.contact_curation_status");
    const path = await inReading(async () => {
      await psql.query("SET LOCAL search_path = crm, public; SET LOCAL timezone = 'Asia/Dubai'");
      await readObjects(psql);
      return (await psql.query("SELECT current_setting('search_path') AS path, current_setting('TimeZone') AS zone"))
        .rows;
    });
    expect(path).toEqual([{ path: "crm, public", zone: "Asia/Dubai" }]);
  });

  test("what comes with an extension is the extension's", async () => {
    const objects = await read();
    expect(objects.filter(({ identity }) => identity.includes("citext"))).toMatchObject([{ sort: "extension" }]);
    const mail = objects.find(({ sort, identity }) => sort === "column" && identity === "crm_more.mail.address");
    const citext = objects.find(({ sort }) => sort === "extension");
    expect(mail?.needs).toContain(citext?.key);
  });

  test("the password of a user mapping is not among it, nor a setting that may be a secret", async () => {
    await psql.query(`ALTER DATABASE ${app.name} SET app.token = 'v7-never-reads-this'`);
    expect(JSON.stringify(await read())).not.toContain("v7-never-reads-this");
  });

  test("roles are those that the objects name", async () => {
    const roles = (await read()).filter(({ sort }) => sort === "role").map(({ identity }) => identity);
    expect(roles).toEqual(expect.arrayContaining(['"App Writer"', "app_curator", "app_owner", "app_reader"]));
    expect(roles.filter((name) => name.startsWith("pg_"))).toEqual([]);
  });

  test("what an object needs is among the objects, and nothing needs itself in a circle", async () => {
    const objects = await read();
    const byKey = new Map(objects.map((object) => [object.key, object]));
    expect(objects.flatMap(({ needs }) => needs.filter((key) => !byKey.has(key)))).toEqual([]);
    expect(unorderable(objects)).toEqual([]);
  });

  test("a schema that is left out is not there, and nor is what lies in it", async () => {
    const objects = await inReading(() => readObjects(psql, { withoutSchemas: ["crm_more"] }));
    expect(objects.filter(({ schema, identity }) => schema === "crm_more" || identity === "crm_more")).toEqual([]);
  });
});

describe("the digest", () => {
  test("is the same whoever asks, and when", async () => {
    const first = digestOf(await read());
    const other = await app.connect();
    await other.query("SET search_path = crm; SET datestyle = 'German'; SET quote_all_identifiers = on");
    await other.query("BEGIN");
    const second = digestOf(await readObjects(other));
    await other.query("ROLLBACK");
    expect(second).toBe(first);
  });

  test("is the same for a login that may do nothing there", async () => {
    const guest = `app_guest_${app.name.slice(-6)}`;
    await psql.query(`CREATE ROLE ${guest} LOGIN PASSWORD '${loginPassword}'`);
    try {
      const digest = await administer(urlAs(app.url, guest), async (session) => {
        await session.query("BEGIN");
        return digestOf(await readObjects(session));
      });
      expect(digest).toBe(digestOf(await read()));
    } finally {
      await psql.query(`DROP ROLE ${guest}`);
    }
  });

  test("tells every change of what an object is: whose, for whom, switched on or off", async () => {
    const before = digestOf(await read());
    const unseen: string[] = [];
    // Each takes a reading of everything: a third of them, but in the second tier.
    for (const [what, statement] of changes.filter((_, at) => inSecondTier() || at % 3 === 0)) {
      const after = await inReading(async () => {
        await psql.script(statement);
        return digestOf(await readObjects(psql));
      });
      if (after === before) unseen.push(what);
    }
    expect(unseen).toEqual([]);
    expect(digestOf(await read())).toBe(before);
  });

  test("is not moved by rows, nor by where a sequence stands", async () => {
    const before = digestOf(await read());
    const after = await inReading(async () => {
      await psql.script(
        "INSERT INTO contact_notes (note) VALUES ('new'); SELECT nextval('crm_more.numbers'); ANALYZE contact_notes",
      );
      return digestOf(await readObjects(psql));
    });
    expect(after).toBe(before);
  });
});

describe.runIf(optional.otherPostgres.isThere() && inSecondTier()).each(otherMajors)("PostgreSQL %i", (major) => {
  test("is read as well: every sort of object, in an order", async () => {
    const server = await startOtherPostgres(major);
    try {
      const objects = await administer(server.url, async (connection) => {
        await makeApp(connection, { rows: 400 });
        await makeMore(connection);
        await connection.query("BEGIN");
        return readObjects(connection);
      });
      const sorts = new Set((await read()).map(({ sort }) => sort));
      expect(new Set(objects.map(({ sort }) => sort))).toEqual(sorts);
      expect(unorderable(objects)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

async function read(): Promise<readonly CatalogueObject[]> {
  return inReading(() => readObjects(psql));
}

/** Nothing stays of it. */
async function inReading<T>(work: () => Promise<T>): Promise<T> {
  await psql.query("BEGIN");
  try {
    return await work();
  } finally {
    await psql.query("ROLLBACK");
  }
}

async function objectNamed(sort: CatalogueObject["sort"], identity: string): Promise<CatalogueObject> {
  const found = (await read()).find((object) => object.sort === sort && object.identity === identity);
  if (found === undefined) throw new Error(`no ${sort} ${identity}`);
  return found;
}

/** What is left when everything goes whose needs are gone. */
function unorderable(objects: readonly CatalogueObject[]): string[] {
  let left = objects;
  for (;;) {
    const keys = new Set(left.map(({ key }) => key));
    const blocked = left.filter(({ needs }) => needs.some((key) => keys.has(key)));
    if (blocked.length === left.length) return left.map(({ sort, identity }) => `${sort} ${identity}`);
    left = blocked;
  }
}
