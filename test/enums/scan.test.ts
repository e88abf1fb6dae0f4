import { afterAll, beforeAll, expect, test } from "vitest";
import type { EnumScanOutput } from "../../src/model/output/enum-scan.ts";
import { renderEnumScan } from "../../src/render/enum-scan.ts";
import { appEnums, openAppTarget } from "./app-target.ts";
import { enumIn, openScanScene, type ScanScene, usesOf } from "./scan-scene.ts";

let scene: ScanScene;
let scan: EnumScanOutput;

beforeAll(async () => {
  scene = openScanScene(await openAppTarget());
  scan = await scene.scan();
});

afterAll(() => scene.end());

test("every enum is found, in every schema, and each of them is told twice", () => {
  expect(scan.totals).toMatchObject({ enums: appEnums, duplicates: appEnums, groups: 18 });
});

test("columns are found: plain ones, arrays, and those of domains", () => {
  expect(usesOf(scan, "contact_curation_status", "column")).toEqual([
    "column public.contact_states.state",
    "column public.contact_states.states",
    "column public.contacts.curation_status",
    "column public.contacts.grid",
    "column public.contacts.was_curated",
  ]);
  const via = enumIn(scan, "contact_curation_status").uses.flatMap((use) => (use.sort === "column" ? [use.via] : []));
  expect(via).toEqual([
    "crm.contact_state",
    "crm.contact_states",
    null,
    "public.contact_curation_status[]",
    "public.contact_curation_status[]",
  ]);
});

test("what depends on columns is found, each by its sort", () => {
  expect(usesOf(scan, "contact_curation_status").filter((use) => !use.startsWith("column "))).toEqual([
    "aggregate public.latest(public.contact_curation_status)",
    "check constraint error_has_notes on public.contacts",
    "default public.contact_queue.curation_status",
    "default public.contacts.curation_status",
    "default public.contacts.was_curated",
    "domain crm.contact_state",
    "domain crm.contact_states",
    "domain constraint never_skipped on crm.contact_state",
    "function public.contact_is_open(public.contact_curation_status)",
    "function public.later(public.contact_curation_status,public.contact_curation_status)",
    "function public.next_status(public.contact_curation_status)",
    "function public.queued_contacts()",
    "generated column public.contacts.is_open",
    "index public.contacts_by_status_key",
    "index public.contacts_curation",
    "index public.contacts_done",
    "index public.contacts_replica",
    "index public.contacts_waiting",
    "materialized view public.contacts_by_status",
    "procedure public.curate(public.contact_curation_status[],bigint[])",
    "publication app_contacts",
    "statistics public.contacts_together",
    "trigger contact_arrives on public.contacts",
    "trigger contact_moves on public.contacts",
    "view public.contact_lines",
    "view public.contact_queue",
    "view public.contact_queue_length",
    "function text public.next_status(public.contact_curation_status)",
    "function text public.queued_contacts()",
  ]);
});

test("composites, typed tables and their columns are found", () => {
  expect(usesOf(scan, "domainstatus", "attribute", "composite", "typed table", "column")).toEqual([
    "attribute crm.status_change.became",
    "attribute crm.status_change.was",
    "column public.domain_changes.change",
    "column public.domain_changes.changes",
    "column public.domain_imports.status",
    "column public.domain_log.became",
    "column public.domain_log.was",
    "composite crm.status_change",
    "typed table public.domain_log",
  ]);
});

test("ranges, exclusions, policies and keys are found, without the functions that come with a range", () => {
  expect(usesOf(scan, "company_size").filter((use) => !/^(?:column|default) /.test(use))).toEqual([
    "exclusion constraint one_slot on public.company_offers",
    "policy companies_of_admins on public.companies",
    "range public.company_sizes",
    "unique constraint companies_name_size_key on public.companies",
  ]);
  expect(usesOf(scan, "crm.priority", "foreign key", "primary key", "check constraint")).toEqual([
    "check constraint urgent on crm.tickets",
    "foreign key tickets_priority_fkey on crm.tickets",
    "primary key priorities_pkey on crm.priorities",
  ]);
});

test("keys of partitions are found, and the bounds that hold labels", () => {
  const notes = enumIn(scan, "page_processing_status").uses.flatMap(({ sort, object, note }) =>
    sort.startsWith("partition") ? [`${sort} ${object}: ${note}`] : [],
  );
  expect(notes).toEqual([
    "partition bound crawl.visits_done: FOR VALUES IN ('Complete')",
    "partition bound crawl.visits_open: FOR VALUES IN ('Queued', 'Processing')",
    "partition bound crawl.visits_other: DEFAULT",
    "partition key crawl.visits: LIST (status)",
  ]);
  expect(usesOf(scan, "crawl.job_status", "partition key")).toEqual(["partition key crawl.fetches"]);
});

test("rules, casts, foreign tables and what inherits are found", () => {
  expect(usesOf(scan, "crm.ContactCurationStatus", "rule")).toEqual(["rule new_leads on crm.leads"]);
  expect(usesOf(scan, "place_status", "cast")).toEqual(["cast (pg_catalog.text AS public.place_status)"]);
  expect(usesOf(scan, "contactcurationstatus", "foreign column", "column")).toEqual([
    "column public.contact_imports.status",
    "column public.contact_notes.status",
    "column public.pinned_contact_notes.status",
    "foreign column public.partner_contacts.status",
  ]);
  expect(enumIn(scan, "contactcurationstatus").uses.find(({ note }) => note === "inherited")?.object).toBe(
    "public.pinned_contact_notes.status",
  );
});

test("owner, comment and grants are told", () => {
  expect(enumIn(scan, "contact_curation_status")).toMatchObject({
    owner: "app_owner",
    comment: "What a curator made of a contact; see the playbook, chapter 3",
    grants: ["app_owner=U/app_owner", "app_curator=U/app_owner"],
    extension: null,
  });
});

test("what a function's text names is a finding, with the words; what is built at run time cannot be known", () => {
  const [text] = enumIn(scan, "contact_curation_status").uses.filter(({ sort }) => sort === "function text");
  expect(text?.note).toBe("names the type, 'Complete', 'Processing', 'Queued'");
  expect(scan.unseen).toContainEqual({
    object: "public.curate(public.contact_curation_status[],bigint[])",
    because: "plpgsql that builds statements while it runs: what they name cannot be known",
  });
});

test("rows are counted by label: partitions once, NULL apart, elements of lists apart", () => {
  expect(enumIn(scan, "contact_curation_status").values[0]).toEqual({ value: "Complete", rows: 24, elements: 64 });
  expect(enumIn(scan, "crawl.job_status")).toMatchObject({ rows: 24, nulls: 0, is_counted: true });
  expect(enumIn(scan, "DomainExtractionStatusEnum")).toMatchObject({ rows: 40, nulls: 8 });
});

test("labels within composites and ranges, and foreign rows, are named as not counted", () => {
  const unseen = scan.unseen.map(({ object, because }) => `${object}: ${because}`);
  expect(unseen).toContain("public.partner_contacts: a foreign table: its rows are elsewhere");
  expect(unseen).toContain(
    "public.domain_changes.change: its labels stand inside crm.status_change, where they are not counted",
  );
  expect(enumIn(scan, "domainstatus").is_counted).toBe(false);
});

test("text columns and JSON that hold the same words are found (case 42)", () => {
  expect(scan.words.map(({ table, column, sort, enums }) => `${table}.${column} ${sort}: ${enums[0]}`)).toEqual([
    "public.contacts.imported_status text: contact_curation_status",
    "public.contacts.notes json: contact_curation_status",
    "public.settings.value json: contact_curation_status",
    "public.settings.default_status text: PageCurationStatus",
  ]);
  expect(scan.words[0]).toMatchObject({ source: "statistics", words: expect.arrayContaining(["Queued", "Skipped"]) });
});

test("the screen says where, how much, what is one and why, what was not seen, and what is next", () => {
  const lines = renderEnumScan(scan, { all: false }).split("\n");
  expect(lines[0]).toMatch(/^Database: app, .+ \(PG \d+\.\d+\), read only$/);
  expect(lines[1]).toBe("45 enums, 66 columns, 18 groups of duplicates");
  expect(lines[2]).toBe("In views 6, functions 10, defaults 52.");
  expect(lines[3]).toMatch(/^GROUP +ENUMS +COLUMNS +ROWS +WHY$/);
  expect(lines).toContainEqual(expect.stringMatching(/^ +3 +contact_email_type_enum, .+ subset \(\+UNKNOWN\)$/));
  expect(lines).toContain("  … 8 more: --all");
  expect(lines.at(-1)).toBe("Next: v7 enum propose app 1");
  expect(renderEnumScan(scan, { all: true })).toContain("odd_label");
});
