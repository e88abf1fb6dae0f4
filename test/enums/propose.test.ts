import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "../../src/model/json.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { readState } from "../../src/workspace/state.ts";
import { enumPlan } from "../scenes/documents.ts";
import type { TestDatabase } from "../support/database.ts";
import { openAppTarget } from "./app-target.ts";
import { openScanScene, type ScanScene } from "./scan-scene.ts";

let app: TestDatabase;
let psql: Connection;
let scene: ScanScene;

beforeAll(async () => {
  app = await openAppTarget({ rows: 100 });
  psql = await app.connect();
});

beforeEach(() => {
  scene = openScanScene(app);
});

afterEach(() => scene.checkout.remove());

afterAll(() => app.drop());

function specOf(file: string): JsonObject {
  return (parse(scene.checkout.read(file)) as { readonly spec: JsonObject }).spec;
}

function files(): string[] {
  return readdirSync(join(scene.checkout.root, "state"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .toSorted();
}

test("a group becomes a plan each, most rows first: that one stays, the others become it", async () => {
  const { enums } = await scene.propose("page_processing_status");
  expect(enums.map(({ address, stays, becomes }) => [address, stays, becomes])).toEqual([
    ["enum/app/page_processing_status", true, "page_processing_status"],
    ["enum/app/pageprocessingstatus", false, "page_processing_status"],
  ]);
  expect(specOf("state/enums/app/pageprocessingstatus.yaml")).toEqual({
    currentValues: ["queued", "processing", "complete", "error"],
    targetName: "page_processing_status",
    targetValues: ["Queued", "Processing", "Complete", "Error"],
    valueMap: { queued: "Queued", processing: "Processing", complete: "Complete", error: "Error" },
    consolidatesWith: ["page_processing_status"],
    affectedTables: ["page_runs"],
    affectedColumns: { page_runs: ["status"] },
    status: "proposed",
  });
  expect(specOf("state/enums/app/page_processing_status.yaml")).toMatchObject({
    affectedTables: ["crawl.visits", "pages"],
    affectedColumns: { "crawl.visits": ["status"], pages: ["processing"] },
  });
});

test("by the number that a scan told, the same", async () => {
  const { number = 0 } = (await scene.scan()).groups.find(({ enums }) => enums.includes("task_status")) ?? {};
  const { enums } = await scene.propose(String(number));
  expect(enums.map(({ address }) => address)).toEqual(["enum/app/task_status", "enum/app/taskstatus"]);
});

test("names of schemas, capitals and blanks stand in the plans, and every disk tells their files apart (cases 28, 29)", async () => {
  const { files: written, enums } = await scene.propose("job_status", { reorder: true });
  expect(enums.map(({ address }) => address).toSorted()).toEqual([
    "enum/app/Legacy.Job Status",
    "enum/app/Legacy.JobStatus",
    "enum/app/crawl.job_status",
    "enum/app/crm.job_status",
    "enum/app/job_status",
  ]);
  expect(enums[0]).toMatchObject({ address: "enum/app/crawl.job_status", becomes: "job_status", stays: true });
  expect(Object.fromEntries(enums.map(({ address, becomes }) => [address, becomes]))).toMatchObject({
    "enum/app/job_status": "crawl.job_status",
    "enum/app/Legacy.Job Status": "crawl.job_status",
  });
  expect(new Set(written.map((file) => file.toLowerCase())).size).toBe(5);
  const domains = await scene.propose("domain_extraction_status", { reorder: true });
  expect(new Set(domains.files.map((file) => file.toLowerCase())).size).toBe(3);
  expect((await readState(await scene.checkout.open())).findings).toEqual([]);
});

test("values that would compare in another order are refused, and written with reorder where that is meant (case 27)", async () => {
  await expect(scene.propose("crm.priority")).rejects.toMatchObject({
    code: "V7-E017",
    message: expect.stringContaining("crm."),
  });
  expect(files()).toEqual(["personas.yaml"]);
  const { enums } = await scene.propose("crm.priority", { reorder: true });
  expect(enums.map(({ reorder }) => reorder)).toEqual([false, true]);
  const { documents } = await readState(await scene.checkout.open());
  const reordered = documents.filter(({ spec }) => spec.reorder === true).map(({ name }) => `enum/${name}`);
  expect(reordered).toEqual([enums[1]?.address]);
});

test("the member that has every value stays, however few rows it has", async () => {
  await psql.script("INSERT INTO contact_addresses (name, status) SELECT 'row', 'free' FROM generate_series(1, 500)");
  const { enums } = await scene.propose("contactemailtypeenum");
  expect(enums.map(({ address, stays }) => [address, stays])).toEqual([
    ["enum/app/contact_email_type_enum", true],
    ["enum/app/contactemailtypeenum", false],
  ]);
});

test("of two that are equal otherwise, the one whose words are told apart stays", async () => {
  const { enums } = await scene.propose("SitemapFileStatusEnum");
  expect(enums.map(({ address }) => address)).toEqual([
    "enum/app/sitemap_file_status",
    "enum/app/sitemapfilestatusenum",
    "enum/app/SitemapFileStatusEnum",
  ]);
});

test("a label without a new value is refused by name, with the one that was perhaps meant; nothing is written (cases 37, 38)", async () => {
  await psql.script("CREATE TYPE task_statusenum AS ENUM ('Queued', 'InProgress', 'Completed', 'Canceled', 'Paused')");
  const refused = scene.propose("task_status");
  await expect(refused).rejects.toMatchObject({
    code: "V7-E016",
    findings: expect.arrayContaining([
      expect.objectContaining({
        message: expect.stringContaining("'Canceled', and nothing says what it becomes; perhaps"),
      }),
    ]),
    next: [expect.stringContaining("--map 'Canceled=Cancelled'"), expect.stringContaining("--without")],
  });
  expect(files()).toEqual(["personas.yaml"]);
  const { enums } = await scene.propose("task_status", { map: { Canceled: "Cancelled" } });
  expect(enums).toHaveLength(3);
  await psql.script("DROP TYPE task_statusenum");
});

test("an enum that is left out keeps its name, and nobody's plan speaks of it", async () => {
  const { enums } = await scene.propose("userrole", { without: ["app/userrole"] });
  expect(enums.map(({ address }) => address)).toEqual(["enum/app/user_role", "enum/app/UserRole"]);
  expect(specOf("state/enums/app/UserRole.yaml")).toMatchObject({ consolidatesWith: ["user_role"] });
});

test("functions that would become one are refused, naming both (case 13)", async () => {
  await expect(scene.propose("user_role")).rejects.toMatchObject({
    code: "V7-E018",
    findings: [
      expect.objectContaining({
        message: "public.may_edit(public.user_role) and public.may_edit(public.userrole) would be one function",
      }),
    ],
  });
  expect(files()).toEqual(["personas.yaml"]);
});

test("an enum of an extension is refused with its name (case 30)", async () => {
  await psql.script("CREATE TYPE lockmode AS ENUM ('share'); ALTER EXTENSION plpgsql ADD TYPE lockmode");
  await expect(scene.propose("lockmode", { becomes: "lock_mode" })).rejects.toMatchObject({
    code: "V7-E015",
    message: "lockmode belongs to the extension plpgsql",
  });
});

test("labels survive byte for byte in the documents (case 46)", async () => {
  await scene.propose("odd_label");
  const { currentValues, targetValues, valueMap } = specOf("state/enums/app/odd_label.yaml");
  const { rows } = await psql.query<{ labels: string[] }>("SELECT enum_range(NULL::odd_label)::text[] AS labels");
  const labels = rows[0]?.labels ?? [];
  expect(labels).toHaveLength(15);
  expect([currentValues, targetValues]).toEqual([labels, labels]);
  expect(valueMap).toEqual(Object.fromEntries(labels.map((label) => [label, label])));
  expect((await readState(await scene.checkout.open())).findings).toEqual([]);
});

test("one enum that is in no group is renamed, with its values", async () => {
  await psql.script("CREATE TYPE mood AS ENUM ('Good', 'Bad')");
  await expect(scene.propose("mood")).rejects.toMatchObject({ code: "V7-E014" });
  const { enums } = await scene.propose("mood", { becomes: "v7_mood", map: { Good: "good", Bad: "bad" } });
  expect(enums).toMatchObject([{ address: "enum/app/mood", becomes: "v7_mood", stays: false }]);
  expect(specOf("state/enums/app/mood.yaml")).toMatchObject({
    targetValues: ["good", "bad"],
    valueMap: { Good: "good", Bad: "bad" },
    affectedTables: [],
  });
});

test("what is declared already is refused; the plan of the seeds says what to do with it", async () => {
  scene.checkout.declare(enumPlan("contact_curation_status"));
  await expect(scene.propose("contactcurationstatus", { reorder: true })).rejects.toMatchObject({
    code: "V7-P071",
    next: [
      expect.stringContaining("v7 set enum/contact_curation_status database=app"),
      expect.stringMatching(/--without .+ --target-name/),
    ],
  });
  await scene.propose("task_status");
  await expect(scene.propose("task_status")).rejects.toMatchObject({ code: "V7-P071" });
});

test("a group that is not there is refused with what is near", async () => {
  await expect(scene.propose("99")).rejects.toMatchObject({
    code: "V7-E014",
    message: expect.stringContaining("groups 1 to 18"),
  });
  await expect(scene.propose("task_statuss")).rejects.toMatchObject({
    next: ["did you mean task_status?", "v7 enum scan app"],
  });
});

test("no plan says that a column goes, whatever its type is called afterwards (case 39)", async () => {
  await scene.propose("place_status", { becomes: "v7_place_status", reorder: true });
  const texts = files().map((file) => scene.checkout.read(`state/${file}`));
  expect(texts.join("")).not.toMatch(/drop/i);
});

test("the plans are what the documents' checks and a plan take, and are rows of their own", async () => {
  await scene.propose("place_status", { reorder: true });
  const state = await readState(await scene.checkout.open());
  expect(state.findings).toEqual([]);
  const addresses = state.declarations().map(({ resource }) => resource.address);
  expect(addresses).toEqual(
    expect.arrayContaining(["enum/app/place_status", "enum/app/PlaceStatusEnum", "enum/app/placestatusenum"]),
  );
});
