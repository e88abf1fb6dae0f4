import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CatalogueObject, digestOf, readObjects } from "../../src/enums/catalogue/objects.ts";
import { openClone, type Clone } from "../../src/enums/clone/clone.ts";
import { fillClone, type Filled } from "../../src/enums/clone/rows.ts";
import { inTargetTransaction, targetNamed, withTarget } from "../../src/enums/targets.ts";
import { createCheckout, type Checkout } from "../scenes/checkout.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { openFullAppTarget } from "./app-target.ts";

let own: TestDatabase;
let checkout: Checkout;

beforeAll(async () => {
  own = await testDatabase();
  checkout = createCheckout(own.url);
});

afterAll(async () => {
  await own.drop();
  checkout.remove();
});

describe("a clone of the application, filled", () => {
  let app: TestDatabase;
  let clone: Clone;
  let filled: Filled;
  let digest: string;

  beforeAll(async () => {
    app = await openFullAppTarget();
    const opened = await cloneOf(app);
    clone = opened.clone;
    digest = digestOf(opened.objects);
    filled = await fillClone(clone, { enums: enumsOf(opened.objects) });
  });

  afterAll(async () => {
    await clone.drop();
    await app.drop();
  });

  test("has rows in every table with an enum, and says of the others why not", () => {
    expect(filled.unfilled).toEqual([
      { table: "public.partner_contacts", why: "it is a foreign table: its rows are on another server" },
    ]);
  });

  test("has every label in every column, but for those that a check of its own refuses", async () => {
    expect(await labelsWithoutRow()).toEqual(["crm_more.base.status: Error", "crm_more.child.status: Error"]);
    const refused = filled.tables.flatMap(({ table, refused: values }) =>
      values.filter(({ why }) => why.includes("base_known")).map(({ column, value }) => `${table}.${column}: ${value}`),
    );
    expect(refused).toEqual([
      "crm_more.base.status: 'Error'::public.contact_curation_status",
      "crm_more.child.status: 'Error'::public.contact_curation_status",
    ]);
  });

  test("has arrays of every label, beside NULL, in two dimensions, with other bounds, and none", async () => {
    const { rows } = await clone.connection.query(`
      SELECT count(DISTINCT e)::integer AS labels, bool_or(e IS NULL) AS nulls, bool_or(array_ndims(grid) = 2) AS two,
             bool_or(array_lower(grid, 1) <> 1) AS bounds, bool_or(grid = '{}') AS empty, bool_or(grid IS NULL) AS absent
        FROM public.contacts LEFT JOIN LATERAL unnest(grid) e ON TRUE`);
    expect(rows).toEqual([{ labels: 6, nulls: true, two: true, bounds: true, empty: true, absent: true }]);
  });

  test("has ranges from and to labels, without an end, and empty", async () => {
    const { rows } = await clone.connection.query(`
      SELECT bool_or(isempty(sizes)) AS empty, bool_or(upper_inf(sizes)) AS open, count(DISTINCT lower(sizes))::integer AS labels
        FROM public.company_offers`);
    expect(rows).toEqual([{ empty: true, open: true, labels: 4 }]);
  });

  test("refers to rows that are there: its foreign keys hold when they are made anew", async () => {
    await clone.connection.query("BEGIN");
    await clone.connection.script(`
      ALTER TABLE crm.tickets ADD FOREIGN KEY (priority) REFERENCES crm.priorities;
      ALTER TABLE public.contact_states ADD FOREIGN KEY (contact_id) REFERENCES public.contacts;
      ALTER TABLE crm_more.moves ADD FOREIGN KEY (mail) REFERENCES crm_more.mail`);
    await clone.connection.query("ROLLBACK");
  });

  test("fired none of the application's rules and triggers", async () => {
    const { rows } = await clone.connection.query(
      "SELECT count(*)::integer AS n FROM ONLY public.contact_notes WHERE status = 'skipped'",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test("is what it was, but for its rows", async () => {
    const after = await inTargetTransaction(clone.connection, "read", () => readObjects(clone.connection));
    expect(digestOf(after)).toBe(digest);
  });

  /** Of columns whose type is an enum itself. */
  async function labelsWithoutRow(): Promise<string[]> {
    const { rows: columns } = await clone.connection.query<{ table: string; name: string; type: string }>(`
      SELECT c.oid::regclass::text AS "table", quote_ident(a.attname) AS name, format('%I.%I', n.nspname, t.typname) AS type
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        JOIN pg_type t ON t.oid = a.atttypid AND t.typtype = 'e' JOIN pg_namespace n ON n.oid = t.typnamespace
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1, 2`);
    const { rows } = await clone.connection.query<{ absent: string }>(
      columns
        .map(({ table, name, type }) => {
          const place = `${table}.${name}`.replaceAll("'", "''");
          return `SELECT '${place}: ' || e::text AS absent FROM unnest(enum_range(NULL::${type})) e WHERE NOT EXISTS (SELECT FROM ONLY ${table} r WHERE r.${name} = e) AND NOT EXISTS (SELECT FROM ${table} r WHERE r.${name} = e)`;
        })
        .join(" UNION ALL "),
    );
    return rows.map(({ absent }) => absent).toSorted();
  }
});

describe("rows are made up", () => {
  test("for every type that PostgreSQL has, also where it must be unique", async () => {
    const columns = [...plainTypes.entries()].map(([at, type]) => `c${at} ${type} NOT NULL`);
    const unique = plainTypes.flatMap((type, at) =>
      /^(json|xml|point|line|lseg|box|path|polygon|circle|jsonpath)$|^boolean|^regclass|^regtype/.test(type)
        ? []
        : [`UNIQUE (c${at})`],
    );
    const odd = await targetOf(`
      CREATE TYPE mood AS ENUM ('calm', 'busy', 'it''s, "odd"', '');
      CREATE TYPE weather AS ENUM ('rain', 'sun');
      CREATE TYPE place AS (name text, weather weather, at point);
      CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
      CREATE EXTENSION citext;
      CREATE TABLE everything (mood mood, ${[...columns, ...unique].join(", ")}, weather weather NOT NULL, place place NOT NULL, p positive NOT NULL, mail citext NOT NULL UNIQUE);`);
    expect(await filledOf(odd, ["public.mood"])).toEqual({
      tables: [{ table: "public.everything", rows: 5, refused: [] }],
      unfilled: [],
    });
  });

  test("where partitions have a place for them, where rows refer to each other and to themselves; else it is said why not", async () => {
    const odd = await targetOf(`
      CREATE TYPE mood AS ENUM ('calm', 'busy');
      CREATE TABLE days (day date NOT NULL, mood mood NOT NULL, PRIMARY KEY (day, mood)) PARTITION BY RANGE (day);
      CREATE TABLE days_2031 PARTITION OF days FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');
      CREATE TABLE calm (mood mood) PARTITION BY LIST (mood);
      CREATE TABLE calm_only PARTITION OF calm FOR VALUES IN ('calm');
      CREATE TABLE people (name text PRIMARY KEY, chief text NOT NULL REFERENCES people, mood mood);
      CREATE TABLE teams (name text, place text, PRIMARY KEY (name, place));
      CREATE TABLE plans (id integer PRIMARY KEY, name text NOT NULL, place text NOT NULL, mood mood NOT NULL, FOREIGN KEY (name, place) REFERENCES teams);
      CREATE TABLE never (mood mood, CONSTRAINT nothing CHECK (mood IS NULL AND mood IS NOT NULL));
      CREATE TABLE hens (id integer PRIMARY KEY, egg integer NOT NULL, mood mood);
      CREATE TABLE eggs (id integer PRIMARY KEY, hen integer NOT NULL REFERENCES hens);
      ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs;
      CREATE TABLE keyed (mood mood PRIMARY KEY, EXCLUDE USING btree (mood WITH =));`);
    const answer = await filledOf(odd, ["public.mood"]);
    expect(answer.tables.map(({ table, rows }) => `${table} ${rows}`)).toEqual([
      "public.calm 1",
      "public.days 2",
      "public.keyed 2",
      "public.people 3",
      "public.teams 1",
      "public.plans 2",
    ]);
    expect(answer.unfilled).toEqual([
      { table: "public.eggs", why: 'null value in column "hen" of relation "eggs" violates not-null constraint' },
      { table: "public.hens", why: 'null value in column "egg" of relation "hens" violates not-null constraint' },
      { table: "public.never", why: 'new row for relation "never" violates check constraint "nothing"' },
    ]);
    expect(answer.tables.find(({ table }) => table === "public.calm")?.refused.map(({ value }) => value)).toEqual([
      "'busy'::public.mood",
      "NULL",
    ]);
  });
});

const plainTypes = [
  "smallint",
  "integer",
  "bigint",
  "real",
  "double precision",
  "numeric",
  "numeric(3, 2)",
  "money",
  "text",
  "varchar(3)",
  "char(5)",
  "name",
  '"char"',
  "boolean",
  "date",
  "timestamp(0)",
  "timestamptz",
  "time",
  "timetz",
  "interval",
  "uuid",
  "json",
  "jsonb",
  "jsonpath",
  "xml",
  "bytea",
  "inet",
  "cidr",
  "macaddr",
  "macaddr8",
  "bit(8)",
  "varbit(20)",
  "tsvector",
  "tsquery",
  "point",
  "line",
  "lseg",
  "box",
  "path",
  "polygon",
  "circle",
  "pg_lsn",
  "oid",
  "regclass",
  "regtype",
  "int4range",
  "tstzrange",
  "nummultirange",
  "text[]",
  "integer[]",
  "jsonb[]",
];

async function cloneOf({ url }: TestDatabase): Promise<{ clone: Clone; objects: readonly CatalogueObject[] }> {
  checkout.write("v7.yaml", "targets: { app: { url: env:APP_DATABASE_URL } }\n");
  const workspace = await checkout.open({ environment: { APP_DATABASE_URL: url } });
  const target = targetNamed(workspace, "app");
  const objects = await withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", () => readObjects(connection)),
  );
  return { clone: await openClone(workspace, target, objects), objects };
}

function enumsOf(objects: readonly CatalogueObject[]): string[] {
  return objects.filter(({ sort }) => sort === "enum").map(({ identity }) => identity);
}

async function targetOf(sql: string): Promise<TestDatabase> {
  const database = await testDatabase({ migrated: false });
  await (await database.connect()).script(sql);
  return database;
}

/** Drops the database. */
async function filledOf(database: TestDatabase, enums: readonly string[]): Promise<Filled> {
  const { clone } = await cloneOf(database);
  try {
    return await fillClone(clone, { enums });
  } finally {
    await clone.drop();
    await database.drop();
  }
}
