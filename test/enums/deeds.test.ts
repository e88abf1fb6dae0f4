import { afterEach, expect, test, vi } from "vitest";
import { listApprovals } from "../../src/engine/approvals/approvals.ts";
import { proposeEnums } from "../../src/enums/propose/propose.ts";
import { enumStatus } from "../../src/routines/enum-status.ts";
import { validateEnum } from "../../src/routines/enum-validate.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";

let shared: DeedScene;

/** A proposal that nobody says anything special of. */
const wishes = { without: [], map: new Map<string, string>(), becomes: undefined, reorder: false, risk: "high" };

afterEach(() => shared.end());

/** The application of the guide, with three contacts. */
const contacts = `
  CREATE TYPE contact_curation_status AS ENUM ('New', 'Complete', 'Error', 'Skipped');
  CREATE TABLE contacts (
    id integer PRIMARY KEY,
    curation_status contact_curation_status NOT NULL DEFAULT 'New',
    history contact_curation_status[]
  );
  CREATE VIEW open_contacts AS SELECT id FROM contacts WHERE curation_status = 'New';
  INSERT INTO contacts VALUES (1, 'New', '{New}'), (2, 'Complete', '{New,NULL,Complete}'), (3, 'Skipped', NULL)`;

const values = `SELECT id, curation_status::text, history::text, pg_typeof(curation_status)::text FROM contacts ORDER BY id`;

const reworded = {
  currentValues: ["New", "Complete", "Error", "Skipped"],
  targetValues: ["new", "complete", "error", "skipped"],
  valueMap: { New: "new", Complete: "complete", Error: "error", Skipped: "skipped" },
};

test("values that keep their places are renamed where they are, and no row is touched", async () => {
  shared = await openDeedScene(contacts);
  shared.declare("contact_curation_status", reworded);
  await shared.prepare("contact_curation_status");
  const before = await shared.rows("SELECT pg_relation_filenode('contacts')");
  const { output, problem } = await shared.deed("implement", "contact_curation_status");
  expect(problem).toBeNull();
  expect(output).toMatchObject({ is_done: true, strategy: "in place", proof: "catalogue" });
  expect(await shared.rows(values)).toEqual([
    [1, "new", "{new}", "v7_contact_status"],
    [2, "complete", "{new,NULL,complete}", "v7_contact_status"],
    [3, "skipped", null, "v7_contact_status"],
  ]);
  expect(await shared.rows("SELECT pg_relation_filenode('contacts')")).toEqual(before);
  expect(await shared.rows("SELECT id FROM open_contacts")).toEqual([[1]]);
});

test("what somebody changes while a deed waits for its locks is noticed behind them", async () => {
  shared = await openDeedScene(contacts);
  shared.declare("contact_curation_status", reworded);
  await shared.prepare("contact_curation_status");
  await shared.psql.script("BEGIN; ALTER TABLE contacts ADD COLUMN note text");
  const deed = shared.deed("implement", "contact_curation_status").catch((error: unknown) => error);
  const waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'contacts'::regclass";
  await vi.waitUntil(async () => (await shared.rows(waiting)).length > 0, { timeout: 60_000 });
  await shared.psql.script("COMMIT");
  expect(await deed).toMatchObject({ code: "V7-E062" });
  expect(await shared.rows("SELECT 1 FROM pg_type WHERE typname = 'contact_curation_status'")).toHaveLength(1);
});

test("an order that changes takes a new type: rows, defaults, arrays and views come along", async () => {
  shared = await openDeedScene(contacts);
  shared.declare("contact_curation_status", {
    ...reworded,
    targetValues: ["complete", "error", "new", "skipped"],
    reorder: true,
  });
  await shared.prepare("contact_curation_status");
  const { output, problem } = await shared.deed("implement", "contact_curation_status");
  expect(problem).toBeNull();
  expect(output).toMatchObject({
    strategy: "new type",
    proof: "rows",
    files: ["state/enumplans/contact_curation_status.yaml"],
  });
  expect(output.counts).toContainEqual({ column: "public.contacts.curation_status", value: "complete", rows: 1 });
  await shared.psql.query("INSERT INTO contacts (id) VALUES (4)");
  expect(await shared.rows(values)).toEqual([
    [1, "new", "{new}", "v7_contact_status"],
    [2, "complete", "{new,NULL,complete}", "v7_contact_status"],
    [3, "skipped", null, "v7_contact_status"],
    [4, "new", null, "v7_contact_status"],
  ]);
  expect(await shared.rows("SELECT id FROM open_contacts ORDER BY id")).toEqual([[1], [4]]);
});

test("the whole journey: implemented, validated, rolled back, implemented again, validated, retired", async () => {
  shared = await openDeedScene(contacts);
  const name = "contact_curation_status";
  shared.declare(name, { ...reworded, targetValues: ["complete", "error", "new", "skipped"], reorder: true });
  await shared.prepare(name);
  const before = await shared.rows(values);
  await done("implement");
  await shared.settle();
  expect((await validateEnum(await shared.workspace(), name)).output).toMatchObject({ is_valid: true, leftover: [] });
  await shared.settle();
  await done("rollback");
  expect(await shared.rows(values)).toEqual(before);
  await shared.settle();
  await shared.prepare(name);
  await done("implement");
  await shared.settle();
  await validateEnum(await shared.workspace(), name);
  await shared.settle();
  await done("retire");
  await shared.settle();
  expect(await shared.rows("SELECT typname::text FROM pg_type WHERE typtype = 'e' ORDER BY 1")).toEqual([
    ["v7_contact_status"],
  ]);
  const { output } = await enumStatus(await shared.workspace());
  expect(output.targets[0]?.deeds.map(({ direction, state }) => `${direction} ${state}`)).toEqual([
    "retire done",
    "validate done",
    "implement done",
    "rollback done",
    "validate done",
    "implement done",
  ]);
  expect(await shared.scene.column("SELECT status FROM v7_enum_migrations")).toEqual(["retired"]);

  async function done(direction: "implement" | "rollback" | "retire"): Promise<void> {
    const { output, problem } = await shared.deed(direction, name);
    expect(problem).toBeNull();
    expect(output).toMatchObject({ is_done: true, is_new: true });
    // What is retired touches no row: neither dumps nor sessions of before are worth less.
    expect(output.steps.some((step) => step.includes("are void"))).toBe(direction !== "retire");
  }
});

test("merged values come back as they were, but for what was written, moved and deleted since", async () => {
  shared = await openDeedScene(contacts);
  const name = "contact_curation_status";
  shared.declare(name, {
    ...reworded,
    targetValues: ["new", "complete", "failed"],
    valueMap: { New: "new", Complete: "complete", Error: "failed", Skipped: "failed" },
  });
  await shared.psql.script(`
    ALTER TABLE contacts DROP COLUMN history;
    INSERT INTO contacts SELECT n, 'Skipped' FROM generate_series(10, 16) n;
    INSERT INTO contacts SELECT n, 'Error' FROM generate_series(20, 21) n`);
  await shared.prepare(name);
  const hazards = ["V7-E073", "V7-E075"];
  expect((await shared.deed("implement", name, { accepted: hazards })).problem).toBeNull();
  await shared.psql.script(`
    DELETE FROM contacts WHERE id = 10;
    INSERT INTO contacts VALUES (10, 'failed');
    UPDATE contacts SET curation_status = 'failed' WHERE id = 11;
    UPDATE contacts SET id = 112 WHERE id = 12;
    UPDATE contacts SET curation_status = 'failed' WHERE id = 13;
    -- By the index, so that each key is free when its row comes to it.
    SET enable_seqscan = off;
    SET enable_bitmapscan = off;
    UPDATE contacts SET id = id - 1 WHERE id BETWEEN 13 AND 16`);
  await shared.settle();
  expect((await shared.deed("rollback", name)).problem).toBeNull();
  expect(await shared.rows("SELECT id, curation_status::text FROM contacts WHERE id > 3 ORDER BY id")).toEqual([
    [10, "Error"],
    [11, "Error"],
    [12, "Error"],
    [13, "Skipped"],
    [14, "Skipped"],
    [15, "Skipped"],
    [20, "Error"],
    [21, "Error"],
    [112, "Skipped"],
  ]);
});

test("a proposed group becomes one type, also from another schema with another name, and comes back", async () => {
  shared = await openDeedScene(`
    ${contacts};
    CREATE SCHEMA "Old CRM";
    CREATE TYPE "Old CRM"."ContactCurationStatus" AS ENUM ('NEW', 'COMPLETE', 'ERROR', 'SKIPPED');
    CREATE TABLE "Old CRM".leads (
      id integer PRIMARY KEY,
      status "Old CRM"."ContactCurationStatus" NOT NULL DEFAULT 'NEW',
      CONSTRAINT known CHECK (status <> 'ERROR')
    );
    CREATE VIEW "Old CRM".open_leads AS SELECT id, status FROM "Old CRM".leads WHERE status = 'NEW';
    INSERT INTO "Old CRM".leads VALUES (1, 'NEW'), (2, 'COMPLETE')`);
  await proposeEnums(await shared.workspace(), { ...wishes, target: "app", group: "contact_curation_status" });
  const name = "app/Old CRM.ContactCurationStatus";
  await shared.prepare(name);
  const { output, problem } = await shared.deed("implement", name);
  expect(problem).toBeNull();
  expect(output).toMatchObject({ strategy: "survivor", is_done: true });
  const leads = `SELECT id, status::text, pg_typeof(status)::text FROM "Old CRM".leads ORDER BY id`;
  expect(await shared.rows(leads)).toEqual([
    [1, "New", "contact_curation_status"],
    [2, "Complete", "contact_curation_status"],
  ]);
  expect(await shared.rows(`SELECT id FROM "Old CRM".open_leads`)).toEqual([[1]]);
  await shared.settle();
  expect((await shared.deed("rollback", name)).problem).toBeNull();
  expect((await shared.rows(leads)).map(([, status]) => status)).toEqual(["NEW", "COMPLETE"]);
});

test("a step is said once the one before it is in the row: until then the document stays, and nobody retires", async () => {
  shared = await openDeedScene(contacts);
  const name = "contact_curation_status";
  shared.declare(name, reworded);
  await shared.prepare(name);
  const { output: done } = await shared.deed("implement", name);
  const early = await validateEnum(await shared.workspace(), name);
  expect(early.output).toMatchObject({ is_valid: true, files: [] });
  await expect(shared.deed("retire", name)).rejects.toMatchObject({ code: "V7-E068" });
  await shared.settle();
  expect((await validateEnum(await shared.workspace(), name)).output.files).toHaveLength(1);
  await expect(shared.deed("retire", name)).rejects.toMatchObject({ code: "V7-E068", next: ["v7 plan, v7 apply"] });
  await shared.settle();
  expect((await shared.deed("retire", name)).problem).toBeNull();
  const { output: asked } = await listApprovals(await shared.workspace(), { pending: true, limit: 50 });
  expect(JSON.stringify(asked)).not.toContain(done.plan_id);
});
