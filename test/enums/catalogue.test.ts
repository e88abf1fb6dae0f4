import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CatalogueObject, digestOf, readObjects } from "../../src/enums/catalogue/objects.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import type { TestDatabase } from "../support/database.ts";
import { inSecondTier, optional, otherMajors } from "../support/optional.ts";
import { startOtherPostgres } from "../support/other-postgres.ts";
import { administer } from "../support/test-server.ts";
import { makeApp, makeMore, openFullAppTarget } from "./app-target.ts";

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

/** One change each of what no definition that PostgreSQL prints would show, and of what one would. */
const changes: readonly (readonly [what: string, statement: string])[] = [
  ["the owner of a type", "ALTER TYPE public.odd_label OWNER TO app_owner"],
  ["the order of labels", "ALTER TYPE public.odd_label ADD VALUE 'first' BEFORE ''"],
  ["a label's case", "ALTER TYPE public.contactcurationstatus RENAME VALUE 'new' TO 'New'"],
  ["a grant on a type", "GRANT USAGE ON TYPE contact_curation_status TO app_reader"],
  ["a grant option", "GRANT SELECT ON contacts TO app_reader WITH GRANT OPTION"],
  ["a grant on a column", "REVOKE UPDATE (curation_status) ON contacts FROM app_curator"],
  ["a right that everybody begins with", "REVOKE EXECUTE ON FUNCTION later FROM PUBLIC"],
  ["a right of the owner", "REVOKE TRUNCATE ON contacts FROM app_owner"],
  [
    "default privileges",
    "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA crm_more GRANT UPDATE ON TABLES TO app_reader",
  ],
  ["a comment on a column of a composite type", "COMMENT ON COLUMN crm_more.curation.persona IS NULL"],
  ["a comment on an index", "COMMENT ON INDEX crm_more.mail_lower IS 'Other'"],
  ["a comment on a constraint of a domain", "COMMENT ON CONSTRAINT never_error ON DOMAIN crm_more.working IS NULL"],
  ["the default of a column", "ALTER TABLE contacts ALTER COLUMN curation_status SET DEFAULT 'Queued'"],
  ["the default of a partition's column", "ALTER TABLE crm_more.moves_new ALTER COLUMN status DROP DEFAULT"],
  ["the default of a view's column", "ALTER VIEW contact_queue ALTER COLUMN curation_status DROP DEFAULT"],
  ["the default of a domain", "ALTER DOMAIN crm_more.working SET DEFAULT 'Queued'"],
  ["NOT NULL of a column", "ALTER TABLE crm_more.mail ALTER COLUMN address DROP NOT NULL"],
  ["NOT NULL of a domain", "ALTER DOMAIN crm_more.working DROP NOT NULL"],
  ["a check of a domain, validated", "ALTER DOMAIN crm_more.working VALIDATE CONSTRAINT not_final"],
  ["a check of a table, validated", "ALTER TABLE crm_more.mail VALIDATE CONSTRAINT mail_has_body"],
  ["an attribute of a composite type", "ALTER TYPE crm_more.curation ADD ATTRIBUTE more integer CASCADE"],
  ["the storage of a column", "ALTER TABLE crm_more.mail ALTER COLUMN body SET STORAGE MAIN"],
  ["the compression of a column", "ALTER TABLE crm_more.mail ALTER COLUMN body SET COMPRESSION DEFAULT"],
  ["the statistics target of a column", "ALTER TABLE contacts ALTER COLUMN curation_status SET STATISTICS 501"],
  ["an option of a column", "ALTER TABLE crm_more.mail ALTER COLUMN address RESET (n_distinct)"],
  ["the kind of an identity", "ALTER TABLE contacts ALTER COLUMN id SET GENERATED ALWAYS"],
  ["the step of an identity", "ALTER TABLE crm_more.mail ALTER COLUMN number SET INCREMENT BY 20"],
  ["a generated column", "ALTER TABLE contacts ALTER COLUMN is_open DROP EXPRESSION"],
  ["an option of a table", "ALTER TABLE crm_more.mail SET (fillfactor = 81)"],
  ["an option of a table's TOAST", "ALTER TABLE crm_more.mail RESET (toast.autovacuum_enabled)"],
  ["an unlogged table", "ALTER TABLE crm_more.scratch SET LOGGED"],
  ["row security, on", "ALTER TABLE companies DISABLE ROW LEVEL SECURITY"],
  ["row security, forced", "ALTER TABLE crm_more.mail NO FORCE ROW LEVEL SECURITY"],
  ["a policy's roles", "ALTER POLICY mail_seen ON crm_more.mail TO app_reader"],
  ["a policy's condition", "ALTER POLICY companies_are_seen ON companies USING (size <> 'large')"],
  ["the replica identity", "ALTER TABLE contacts REPLICA IDENTITY FULL"],
  ["the index of the replica identity", "ALTER TABLE contacts REPLICA IDENTITY DEFAULT"],
  ["the index to cluster by", "ALTER TABLE contacts SET WITHOUT CLUSTER"],
  ["an index's options", "ALTER INDEX crm_more.mail_key SET (fillfactor = 91)"],
  ["an index's statistics target", "ALTER INDEX crm_more.mail_lower ALTER COLUMN 1 SET STATISTICS 301"],
  ["an index that is missing", "DROP INDEX contacts_done"],
  [
    "a foreign key's action",
    "ALTER TABLE contact_states DROP CONSTRAINT contact_states_contact_id_fkey, ADD FOREIGN KEY (contact_id) REFERENCES contacts",
  ],
  [
    "when a constraint is checked",
    "ALTER TABLE crm_more.mail DROP CONSTRAINT mail_once, ADD CONSTRAINT mail_once UNIQUE (address)",
  ],
  ["the triggers of a foreign key, switched off", "ALTER TABLE contact_states DISABLE TRIGGER ALL"],
  ["a partition that was detached", "ALTER TABLE crm_more.moves DETACH PARTITION crm_more.moves_new"],
  ["inheritance", "ALTER TABLE crm_more.child NO INHERIT crm_more.base"],
  ["a typed table", "ALTER TABLE crm_more.typed NOT OF"],
  ["a barrier of a view", "ALTER VIEW contact_queue RESET (security_barrier)"],
  ["a view's check option", "ALTER VIEW contact_queue SET (check_option = cascaded)"],
  ["a materialized view that is filled", "REFRESH MATERIALIZED VIEW domains_by_status"],
  ["a rule, switched on", "ALTER TABLE crm_more.mail ENABLE RULE mail_kept"],
  ["a trigger, switched on", "ALTER TABLE contacts ENABLE TRIGGER contact_arrives"],
  ["a trigger that fires always", "ALTER TABLE crm_more.mail ENABLE TRIGGER mail_checked"],
  ["a trigger of a partition alone", "ALTER TABLE crm_more.moves_new ENABLE TRIGGER moves_noted"],
  ["an event trigger, switched off", "ALTER EVENT TRIGGER looks DISABLE"],
  ["the target of extended statistics", "ALTER STATISTICS crm_more.mail_names SET STATISTICS 51"],
  ["who runs a function", "ALTER FUNCTION next_status SECURITY INVOKER"],
  ["how volatile a function is", "ALTER FUNCTION next_status VOLATILE"],
  ["a setting of a function", "ALTER FUNCTION next_status RESET search_path"],
  ["the cost of a function", "ALTER FUNCTION next_status COST 51"],
  ["the parallel safety of a function", "ALTER FUNCTION crm_more.rows_of PARALLEL UNSAFE"],
  ["the owner of an aggregate", "ALTER AGGREGATE crm_more.weigh(contact_curation_status) OWNER TO app_curator"],
  [
    "an aggregate of another state",
    "CREATE OR REPLACE AGGREGATE crm_more.weigh(contact_curation_status) (SFUNC = crm_more.add, STYPE = bigint[], INITCOND = '{1}', FINALFUNC = crm_more.finish, PARALLEL = SAFE)",
  ],
  ["an operator's estimate", "ALTER OPERATOR crm_more.=== (contact_curation_status, text) SET (JOIN = NONE)"],
  [
    "what is loose in an operator family",
    "ALTER OPERATOR FAMILY crm_more.backwards USING btree ADD OPERATOR 1 > (integer, bigint)",
  ],
  [
    "a cast's context",
    "DROP CAST (text AS place_status); CREATE CAST (text AS place_status) WITH FUNCTION place_of(text)",
  ],
  ["who owns a sequence", "ALTER SEQUENCE crm_more.mail_id_seq OWNED BY NONE"],
  ["a sequence that turns over", "ALTER SEQUENCE crm_more.numbers NO CYCLE"],
  ["what a publication publishes", "ALTER PUBLICATION everything SET (publish = 'insert')"],
  [
    "the rows that a publication publishes",
    "ALTER PUBLICATION app_contacts SET TABLE contacts WHERE (id > 1), domains (id, name, status)",
  ],
  [
    "the columns that a publication publishes",
    "ALTER PUBLICATION app_contacts SET TABLE contacts WHERE (id > 0), domains (id, status)",
  ],
  ["an option of a foreign server", "ALTER SERVER partner OPTIONS (ADD host 'alpha')"],
  ["what a text search maps", "ALTER TEXT SEARCH CONFIGURATION crm_more.words DROP MAPPING FOR word"],
  ["an index that goes with an extension", "ALTER INDEX crm_more.mail_words DEPENDS ON EXTENSION citext"],
];

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
