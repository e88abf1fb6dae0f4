import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeKind } from "../src/documents/describe-kind.ts";
import { validate } from "../src/checks/validate.ts";
import { undo } from "../src/engine/edit/undo.ts";
import { isAttachedText, type Kind } from "../src/model/kind.ts";
import type { Resource } from "../src/model/resource.ts";
import { canonicalFields } from "../src/model/values.ts";
import { readWorld } from "../src/postgres/rows/read-world.ts";
import { inTransaction } from "../src/postgres/transaction.ts";
import { kinds } from "../src/reconcilers/index.ts";
import type { Workspace } from "../src/workspace/workspace.ts";
import type { DocumentInput } from "./scenes/documents.ts";
import { everything } from "../src/engine/plan/decide.ts";
import { proposePlan } from "../src/engine/plan/make-plan.ts";
import type { ResourceChange } from "../src/model/plan.ts";
import { withoutLogins } from "./scenes/checkout.ts";
import { appliedBy, openScene, type Scene } from "./scenes/scene.ts";
import { fixtures, type KindFixture } from "./kinds.ts";

let scene: Scene;
/** As on the embedded server, where approvals are advice: this suite is about kinds, not about who agrees. */
let workspace: Workspace;

beforeAll(async () => {
  scene = await openScene();
  workspace = withoutLogins(await scene.checkout.open({ keptConnections: 1 }));
  for (const { needs = [], files = {} } of Object.values(fixtures)) {
    scene.checkout.declare(...needs);
    for (const [file, text] of Object.entries(files)) scene.checkout.write(`state/${file}`, text);
  }
  await applyAlone();
});

afterAll(async () => {
  await workspace.database.close();
  await scene.end();
});

async function applyAlone(): Promise<{ readonly changes: readonly ResourceChange[]; readonly applyId: string }> {
  const { plan } = await proposePlan(workspace, { options: everything });
  const { apply_id: applyId } = await appliedBy(workspace);
  return { changes: plan.changes, applyId: applyId ?? "" };
}

/** A spec with one field of the resource replaced: of the document itself, or of its list's first entry. */
function withValue({ part }: Kind, spec: DocumentInput["spec"], field: string, value: unknown): DocumentInput["spec"] {
  if (!part) return withField(spec, field, value);
  const [first = {}, ...others] = spec[part.list] as DocumentInput["spec"][];
  return { ...spec, [part.list]: [withField(first, field, value), ...others] };
}

/** A mapping with one field, perhaps a nested one, replaced. */
function withField(spec: DocumentInput["spec"], field: string, value: unknown): DocumentInput["spec"] {
  const [first = "", second] = field.split(".");
  return {
    ...spec,
    [first]: second === undefined ? value : { ...(spec[first] as object | undefined), [second]: value },
  };
}

async function liveFields(address: string): Promise<object | undefined> {
  const { live } = await inTransaction(scene.psql, { mode: "read" }, () => readWorld(scene.psql, kinds));
  return live.get(address)?.fields;
}

async function expectSettled(): Promise<void> {
  const { plan } = await proposePlan(workspace, { options: everything });
  expect([plan.changes, plan.drift, plan.conflicts]).toEqual([[], [], []]);
}

describe.each(kinds.all.map((kind) => [kind.name, kind] as const))("%s", (name, kind) => {
  const fixture: KindFixture | undefined = fixtures[name];
  if (!fixture) throw new Error(`${name} needs a fixture in test/kinds.ts`);
  const { document, changes } = fixture;
  const attached = (field: string): boolean => kind.attachments?.some((one) => field.startsWith(`${one}.`)) ?? false;
  const columns = (kind.table?.fields ?? []).map(({ field }) => field).filter((field) => !attached(field));
  const resource = (spec: DocumentInput["spec"]): Resource => {
    const whole = { kind: document.kind, name: document.name, spec: spec as never, protect: false };
    const source = { file: "", index: 0, line: 1 };
    const found = kinds
      .byName(document.kind)
      ?.expand({ ...whole, source })
      .find((candidate) => candidate.kind === name);
    if (!found) throw new Error(`the fixture declares no ${name}`);
    return found;
  };
  const { address } = resource(document.spec);
  const declared = (spec: DocumentInput["spec"]): object => canonicalFields(kind, resource(spec).fields);

  test("has a fixture that declares every field and changes each", () => {
    const own = Object.keys(declared(document.spec)).filter((field) => !attached(field));
    expect(own).toEqual(expect.arrayContaining(columns));
    expect(new Set(Object.keys(changes))).toEqual(new Set(own));
  });

  test("validates, creates and reads back what is declared", async () => {
    scene.checkout.declare(document);
    const { output } = await validate(workspace, {
      paths: [],
      scope: "documents",
      since: undefined,
    });
    expect(output.findings).toEqual([]);
    const { changes } = await applyAlone();
    expect(changes.map((change) => [change.action, change.address])).toContainEqual(["create", address]);
    expect(await liveFields(address)).toMatchObject(declared(document.spec));
    await expectSettled();
  });

  test.each(Object.entries(changes))("%s alone changes and reads back", async (field, value) => {
    const spec = withValue(kind, document.spec, field, value);
    scene.checkout.declare({ ...document, spec });
    const { changes } = await applyAlone();
    expect(changes.flatMap((change) => change.fields.map(({ field: changed }) => changed))).toEqual([field]);
    expect(await liveFields(address)).toMatchObject(declared(spec));
    await expectSettled();
    scene.checkout.declare(document);
    await appliedBy(workspace);
  });

  // A field with a default, such as a status, may be left out but not emptied.
  const nullable =
    kind.table?.fields.filter(
      (spec) => spec.nullable && spec.default === undefined && !spec.references && !attached(spec.field),
    ) ?? [];
  if (nullable.length > 0) {
    test.each(nullable.map(({ field }) => field))("%s: null empties the column", async (field) => {
      scene.checkout.declare({ ...document, spec: withValue(kind, document.spec, field, null) });
      await applyAlone();
      expect((await liveFields(address)) as Record<string, unknown>).toHaveProperty([field], null);
      await expectSettled();
      scene.checkout.declare(document);
      await appliedBy(workspace);
    });
  }

  test("is removed, and the removal is undone", async () => {
    scene.checkout.declare(document);
    await applyAlone();
    const before = await liveFields(address);
    if (kind.part) scene.checkout.declare({ ...document, spec: { ...document.spec, [kind.part.list]: [] } });
    else scene.checkout.forgetDocument(document);
    const { applyId, changes } = await applyAlone();
    expect(changes.map((change) => [change.action, change.address])).toContainEqual(["delete", address]);
    expect(await liveFields(address)).toBeUndefined();
    await undo(workspace, { reference: applyId });
    await applyAlone();
    expect(await liveFields(address)).toEqual(before);
  });

  test("describes itself and each of its fields", () => {
    const description = describeKind(document.kind);
    expect(description?.description).toMatch(/\.$/);
    expect(description?.fields.filter((field) => field.description === "").map(({ path }) => path)).toEqual([]);
  });
});

const tabled = kinds.all.flatMap((kind) => (kind.table ? [[kind.name, kind, kind.table] as const] : []));

describe.each(tabled)("the table of %s", (_, kind, table) => {
  const list = kind.part ? `spec.${kind.part.list}[].` : "spec.";
  const types: Record<string, readonly string[]> = {
    text: ["text", "character varying"],
    integer: ["integer"],
    boolean: ["boolean"],
    inet: ["inet"],
    date: ["date"],
    timestamp: ["timestamp without time zone", "timestamp with time zone"],
    "integer[]": ["integer[]"],
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
      [table.name],
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
      const told = typeof spec.default === "string" ? spec.default : JSON.stringify(spec.default);
      expect([spec.field, value]).toEqual([spec.field, told]);
    }
  });

  test("has a unique key over the columns of the name, where rows are in use, and a single key for the audit", async () => {
    const { rows } = await scene.psql.query<{ columns: string[]; partial: boolean }>(
      `SELECT (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)) AS columns, i.indpred IS NOT NULL AS partial
         FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisunique`,
      [table.name],
    );
    expect(rows).toContainEqual({ columns: [table.id], partial: false });
    const key = table.key.map(({ column }) => column);
    expect(rows.some(({ columns }) => key.every((column) => columns.includes(column)))).toBe(true);
    const unique = table.fields.flatMap(({ column, unique: own, uniqueWithin: scope }) =>
      own || scope !== undefined ? [scope ?? column] : [],
    );
    for (const column of unique) expect(rows.map(({ columns }) => columns)).toContainEqual([column]);
  });

  test("and the schema name the same fields, with the same nulls and within the column's length", async () => {
    const columns = await catalog();
    const described = new Map(describeKind(kind.part?.of ?? kind.name)?.fields.map((field) => [field.path, field]));
    for (const { field, column, nullable, default: fallback } of table.fields) {
      if (isAttachedText(kind, field)) continue;
      const schema = described.get(`${list}${field}`);
      const required = schema?.required === true;
      if (fallback === undefined) expect([field, schema?.nullable]).toEqual([field, nullable && !required]);
      const length = columns.get(column)?.length ?? Infinity;
      const longest = schema?.maxLength ?? Math.max(0, ...(schema?.values ?? []).map((value) => value.length));
      if (length !== Infinity) expect([field, longest > 0, longest <= length]).toEqual([field, true, true]);
    }
  });
});
