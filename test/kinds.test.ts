import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeKind } from "../src/documents/describe-kind.ts";
import { validate } from "../src/engine/validate.ts";
import { undo } from "../src/engine/undo.ts";
import { addressOf } from "../src/model/address.ts";
import type { FieldSpec, Kind } from "../src/model/kind.ts";
import { canonicalFields } from "../src/model/values.ts";
import { observe } from "../src/postgres/rows/observe.ts";
import { inTransaction } from "../src/postgres/transaction.ts";
import { registry } from "../src/reconcilers/index.ts";
import type { DocumentInput } from "./engine/documents.ts";
import { openScene, type Scene } from "./engine/scene.ts";
import { fixtures, type KindFixture } from "./kinds.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  for (const { needs = [] } of Object.values(fixtures)) scene.checkout.declare(...needs);
  await applyAlone();
});

afterAll(() => scene.end());

/** As on the embedded server, where approvals are advice: this suite is about kinds, not about who agrees. */
async function applyAlone(request: Parameters<Scene["apply"]>[0] = {}): ReturnType<Scene["apply"]> {
  return scene.apply(request, { workspace: { ...(await scene.checkout.open()), separatesLogins: false } });
}

/** A spec with one field, perhaps a nested one, replaced. */
function withField(spec: DocumentInput["spec"], field: string, value: unknown): DocumentInput["spec"] {
  const [first = "", second] = field.split(".");
  return {
    ...spec,
    [first]: second === undefined ? value : { ...(spec[first] as object | undefined), [second]: value },
  };
}

async function liveFields(kind: Kind, name: string): Promise<object | undefined> {
  const connection = await scene.database.connect();
  const { live } = await inTransaction(connection, { mode: "read" }, () => observe(connection, registry));
  await connection.end();
  return live.get(addressOf(kind.segment, name))?.fields;
}

async function expectSettled(): Promise<void> {
  const { plan } = await scene.plan();
  expect([plan.changes, plan.drift, plan.conflicts]).toEqual([[], [], []]);
}

describe.each(registry.kinds.map((kind) => [kind.name, kind] as const))("%s", (name, kind) => {
  const fixture: KindFixture | undefined = fixtures[name];
  if (!fixture) throw new Error(`${name} needs a fixture in test/kinds.ts`);
  const { document, changes } = fixture;
  const fields = kind.table?.fields ?? Object.keys(document.spec).map((field): Pick<FieldSpec, "field"> => ({ field }));
  const declared = (spec: DocumentInput["spec"]): object => {
    const [resource] = kind.expand({
      kind: name,
      name: document.name,
      spec: spec as never,
      protect: false,
      source: { file: "", index: 0, line: 1 },
    });
    return canonicalFields(kind, resource?.fields ?? {});
  };

  test("has a fixture that declares every field and changes each", () => {
    const own = Object.keys(declared(document.spec));
    expect(new Set(own)).toEqual(new Set(fields.map(({ field }) => field)));
    expect(new Set(Object.keys(changes))).toEqual(new Set(own));
  });

  test("validates, creates and reads back what is declared", async () => {
    scene.checkout.declare(document);
    expect((await validate(await scene.checkout.open(), [])).findings).toEqual([]);
    expect((await applyAlone()).summary).toMatchObject({ add: 1, change: 0, destroy: 0 });
    expect(await liveFields(kind, document.name)).toMatchObject(declared(document.spec));
    await expectSettled();
  });

  test.each(Object.entries(changes))("%s alone changes and reads back", async (field, value) => {
    const spec = withField(document.spec, field, value);
    scene.checkout.declare({ ...document, spec });
    const { planned } = await applyAlone();
    expect(planned.plan.changes.flatMap((change) => change.fields.map(({ field: changed }) => changed))).toEqual([
      field,
    ]);
    expect(await liveFields(kind, document.name)).toMatchObject(declared(spec));
    await expectSettled();
    scene.checkout.declare(document);
    await applyAlone();
  });

  // A field with a default, such as a status, may be left out but not emptied.
  const nullable = kind.table?.fields.filter((spec) => spec.nullable && spec.default === undefined) ?? [];
  if (nullable.length > 0) {
    test.each(nullable.map(({ field }) => field))("%s: null empties the column", async (field) => {
      scene.checkout.declare({ ...document, spec: withField(document.spec, field, null) });
      await applyAlone();
      expect((await liveFields(kind, document.name)) as Record<string, unknown>).toHaveProperty([field], null);
      await expectSettled();
      scene.checkout.declare(document);
      await applyAlone();
    });
  }

  test("is removed, and the removal is undone", async () => {
    scene.checkout.declare(document);
    await applyAlone();
    const before = await liveFields(kind, document.name);
    scene.checkout.forget(addressOf(kind.segment, document.name));
    const { applyId = "", summary } = await applyAlone();
    expect(summary).toMatchObject({ add: 0, destroy: 1 });
    expect(await liveFields(kind, document.name)).toBeUndefined();
    await undo(await scene.checkout.open(), applyId);
    await applyAlone();
    expect(await liveFields(kind, document.name)).toEqual(before);
  });

  test("describes itself and each of its fields", () => {
    const description = describeKind(name);
    expect(description?.description).toMatch(/\.$/);
    expect(description?.fields.filter((field) => field.description === "").map(({ path }) => path)).toEqual([]);
  });
});

const tabled = registry.kinds.flatMap((kind) => (kind.table ? [[kind.name, kind, kind.table] as const] : []));

describe.each(tabled)("the table of %s", (name, _, table) => {
  const types: Record<string, readonly string[]> = {
    text: ["text", "character varying"],
    integer: ["integer"],
    timestamp: ["timestamp without time zone"],
    jsonb: ["jsonb"],
    "text[]": ["text[]", "character varying[]"],
    "uuid[]": ["uuid[]"],
  };

  interface CatalogColumn {
    readonly column: string;
    readonly type: string;
    readonly nullable: boolean;
    readonly default: string | null;
    readonly length: number | null;
  }

  async function catalog(): Promise<Map<string, CatalogColumn>> {
    const { rows } = await scene.psql.query<CatalogColumn>(
      `SELECT a.attname AS "column", regexp_replace(format_type(a.atttypid, a.atttypmod), '\\(.*\\)', '') AS type, NOT a.attnotnull AS nullable,
              pg_get_expr(d.adbin, d.adrelid) AS "default", (regexp_match(format_type(a.atttypid, a.atttypmod), 'varying\\((\\d+)\\)'))[1]::int AS length
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
      [table.table],
    );
    return new Map(rows.map((row) => [row.column, row]));
  }

  test("has a column of the right type and nullability for each field", async () => {
    const columns = await catalog();
    for (const { field, column, type, nullable } of table.fields) {
      const found = columns.get(column);
      expect([field, types[type]?.includes(found?.type ?? ""), found?.nullable]).toEqual([field, true, nullable]);
    }
  });

  test("has the defaults the kind tells of", async () => {
    const columns = await catalog();
    for (const spec of table.fields) {
      const text = columns.get(spec.column)?.default ?? null;
      const value = text === null ? undefined : text.replace(/^'(.*)'::.*$/, "$1");
      expect([spec.field, value]).toEqual([spec.field, spec.default]);
    }
  });

  test("has a unique key over the columns of the name, and a primary key", async () => {
    const { rows } = await scene.psql.query<{ columns: string[]; primary: boolean }>(
      `SELECT (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)) AS columns, i.indisprimary AS "primary"
         FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisunique`,
      [table.table],
    );
    expect(rows).toContainEqual({ columns: [table.id], primary: true });
    expect(rows).toContainEqual({ columns: table.key.map(({ column }) => column), primary: false });
    const unique = table.fields
      .filter((spec) => spec.unique)
      .map(({ column }) => ({ columns: [column], primary: false }));
    for (const index of unique) expect(rows).toContainEqual(index);
    expect(rows).toHaveLength(2 + unique.length);
  });

  test("and the schema name the same fields, with the same nulls and within the column's length", async () => {
    const columns = await catalog();
    const described = new Map(describeKind(name)?.fields.map((field) => [field.path, field]));
    const leaves = [...described.keys()].filter((path) => path.startsWith("spec.") && !path.includes("[]"));
    const mapped = new Set(table.fields.map(({ field }) => `spec.${field}`));
    expect(leaves.filter((path) => !mapped.has(path) && !leaves.some((other) => other.startsWith(`${path}.`)))).toEqual(
      [],
    );
    for (const { field, column, nullable, default: fallback } of table.fields) {
      const schema = described.get(`spec.${field}`);
      if (fallback === undefined) expect([field, schema?.nullable]).toEqual([field, nullable]);
      const length = columns.get(column)?.length ?? Infinity;
      const longest = schema?.maxLength ?? Math.max(0, ...(schema?.values ?? []).map((value) => value.length));
      if (length !== Infinity) expect([field, longest > 0, longest <= length]).toEqual([field, true, true]);
    }
  });
});
