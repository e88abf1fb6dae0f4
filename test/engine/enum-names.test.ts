import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findRecord } from "../../src/engine/audit/record-of-address.ts";
import { adopt } from "../../src/engine/edit/adopt.ts";
import { newResource } from "../../src/engine/edit/new.ts";
import { enumNameText } from "../../src/model/enum-name.ts";
import { type DocumentInput, enumPlan, personas, yamlOf } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

const names = [
  "contact_status",
  "crm.contact_status",
  "app/contact_status",
  "app/crm.contact_status",
  "shop/crm.contact_status",
  "app/crm.ContactStatus",
  'app/"odd.schema"."a/b"',
];

/** All plans in one file, whatever their names. */
function declare(...plans: readonly DocumentInput[]): void {
  scene.checkout.write("state/enums.yaml", yamlOf(...plans));
}

async function rows(): Promise<unknown[]> {
  const { rows: found } = await scene.psql.query(
    "SELECT target, schema, current_enum_name AS type, id::text AS id FROM v7_enum_migrations ORDER BY target, schema, type",
  );
  return found.map((row) => Object.values(row).slice(0, 3));
}

test("every form of a name is a row of its own, in three columns, and planned again there is nothing to do", async () => {
  declare(...names.map((name) => enumPlan(name)));
  expect((await scene.apply()).summary).toMatchObject({ add: names.length + personas.length });
  expect(await rows()).toEqual([
    ["app", "", "contact_status"],
    ["app", "crm", "ContactStatus"],
    ["app", "crm", "contact_status"],
    ["app", "odd.schema", "a/b"],
    ["shop", "crm", "contact_status"],
    [null, "crm", "contact_status"],
    [null, null, "contact_status"],
  ]);
  expect((await scene.plan()).plan.changes).toEqual([]);
});

test("the plan of the seeds keeps its address when it gets its database, and its row says both", async () => {
  declare(enumPlan("contact_curation_status"));
  await scene.apply();
  declare(enumPlan("contact_curation_status", { database: "app" }));
  const { summary } = await scene.apply();
  expect(summary).toMatchObject({ add: 0, change: 1, destroy: 0 });
  expect(await rows()).toEqual([["app", null, "contact_curation_status"]]);
  expect((await scene.plan()).plan.changes).toEqual([]);
});

test("a name that says the database may stand beside a field that says the same", async () => {
  declare(enumPlan("app/contact_status", { database: "app" }), enumPlan("app/crm.contact_status"));
  await scene.apply();
  expect(await rows()).toEqual([
    ["app", "", "contact_status"],
    ["app", "crm", "contact_status"],
  ]);
  expect((await scene.plan()).plan.changes).toEqual([]);
});

test("a plan moves from one form to another and keeps its row", async () => {
  declare(enumPlan("contact_status", { database: "app" }), enumPlan("app/crm.a"));
  await scene.apply();
  const ids = await scene.column("SELECT id::text FROM v7_enum_migrations ORDER BY 1");
  const moved = (name: string, from: string): DocumentInput => ({
    ...enumPlan(name),
    metadata: { movedFrom: from },
  });
  declare(moved("app/public.contact_status", "contact_status"), moved("crm.b", "app/crm.a"));
  expect((await scene.apply()).summary).toMatchObject({ add: 0, destroy: 0 });
  expect(await scene.column("SELECT id::text FROM v7_enum_migrations ORDER BY 1")).toEqual(ids);
  expect(await rows()).toEqual([
    ["app", "public", "contact_status"],
    [null, "crm", "b"],
  ]);
  expect((await scene.plan()).plan.changes).toEqual([]);
});

test("values change, and a plan goes, by its whole name alone", async () => {
  declare(enumPlan("app/crm.status"), enumPlan("app/public.status"), enumPlan("status"));
  await scene.apply();
  declare(enumPlan("app/crm.status", { riskLevel: "low" }), enumPlan("status"));
  expect((await scene.apply()).summary).toMatchObject({ add: 0, change: 1, destroy: 1 });
  const risks = await scene.column("SELECT concat_ws('|', schema, risk_level) FROM v7_enum_migrations ORDER BY 1");
  expect(risks).toEqual(["crm|low", "high"]);
  const gone = await findRecord(await scene.open(), "enum/app/public.status");
  expect(gone.live.address).toBe("enum/app/public.status");
});

test("a row that somebody wrote by hand has the name that its columns make, and becomes a document", async () => {
  await scene.apply();
  await scene.psql.query(
    `INSERT INTO v7_enum_migrations (current_enum_name, schema, target, current_enum_values, v7_enum_name, v7_enum_values, affected_tables, affected_columns)
     VALUES ('ContactStatus', 'crm', 'app', '{New}', 'status', '{new}', '{contacts}', '{}')`,
  );
  const { output } = await adopt(await scene.open(), { topics: ["enum"] });
  expect(output.adopted).toEqual(["enum/app/crm.ContactStatus"]);
  expect(output.files).toEqual(["state/enums/app/crm.ContactStatus.yaml"]);
  expect((await scene.plan()).plan.changes).toEqual([]);
});

test("names that differ by capitals alone get files that every disk tells apart", async () => {
  const assignments = [
    { field: ["currentValues"], operator: "=", value: '["New"]' },
    { field: ["targetName"], operator: "=", value: "status" },
    { field: ["targetValues"], operator: "=", value: '["new"]' },
    { field: ["affectedTables"], operator: "=", value: '["contacts"]' },
    { field: ["affectedColumns"], operator: "=", value: "{}" },
  ] as const;
  const files: string[] = [];
  for (const name of ["app/DomainStatusEnum", "app/domainstatusenum"]) {
    const { output } = await newResource(await scene.open(), { kind: "EnumPlan", name, assignments });
    files.push(...output.files);
  }
  expect(files[0]).toBe("state/enums/app/DomainStatusEnum.yaml");
  expect(files[1]?.toLowerCase()).not.toBe(files[0]?.toLowerCase());
});

test("two rows for one enum are refused by the database, whoever writes them", async () => {
  const insert = (schema: string | null, target: string | null): Promise<unknown> =>
    scene.psql.query(
      `INSERT INTO v7_enum_migrations (current_enum_name, schema, target, current_enum_values, v7_enum_name, v7_enum_values, affected_tables, affected_columns)
       VALUES ('status', $1, $2, '{New}', 'status', '{new}', '{contacts}', '{}')`,
      [schema, target],
    );
  await insert(null, "app");
  await insert("crm", "app");
  await expect(insert("crm", "app")).rejects.toMatchObject({ code: "23505" });
  await expect(insert("", "app")).rejects.toMatchObject({ code: "23505" });
  await expect(insert(null, "shop")).rejects.toMatchObject({ code: "23505" });
});

test("the database makes the same names of its columns as documents have", async () => {
  const part = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes("\0"));
  const parts = fc.array(fc.record({ target: fc.option(part), schema: part, type: part }), { maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(parts, async (all) => {
      const made = await scene.psql.query<{ name: string }>(
        `SELECT v7_enum_plan_name(x.target, x.schema, x.type) AS name
           FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (target text, schema text, type text)) WITH ORDINALITY AS x ORDER BY x.ordinality`,
        [JSON.stringify(all)],
      );
      expect(made.rows.map(({ name }) => name)).toEqual(all.map(enumNameText));
    }),
    { numRuns: 20 },
  );
});
