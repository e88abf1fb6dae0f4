import { expect, test } from "vitest";
import { enumComplaints } from "../../../src/documents/check-enums.ts";
import type { Document } from "../../../src/model/document.ts";
import type { JsonObject } from "../../../src/model/json.ts";

function plan(name: string, spec: JsonObject = {}): Document {
  return { kind: "EnumPlan", name, protect: false, spec, source: { file: "state/enums.yaml", index: 0, line: 1 } };
}

function complaintsOf(...documents: readonly Document[]): string[] {
  return enumComplaints(documents).map(({ code, path, message }) => `${code} ${path.join(".")}: ${message}`);
}

test("the forms of the seeds and of targets are fine", () => {
  const names = ["contact_curation_status", "app/contact_curation_status", "crm.status", "app/Legacy.Job Status"];
  expect(complaintsOf(...names.map((name) => plan(name)))).toEqual([]);
  expect(complaintsOf(plan("contact_status", { database: "app" }), plan("app/b", { database: "app" }))).toEqual([]);
});

test("what is no name is refused", () => {
  expect(complaintsOf(plan("app/crm.sales.status"))).toEqual([expect.stringContaining("V7-E010 metadata.name")]);
});

test("a name or a label of more than 63 bytes is refused, counted in bytes", () => {
  const long = "ä".repeat(32);
  expect(complaintsOf(plan("x".repeat(64)), plan("a", { targetName: long, targetValues: ["new", long] }))).toEqual([
    expect.stringContaining("V7-E011 metadata.name"),
    expect.stringContaining("V7-E011 spec.targetName"),
    expect.stringContaining("V7-E011 spec.targetValues.1"),
  ]);
  expect(complaintsOf(plan("x".repeat(63), { targetName: "ä".repeat(31) }))).toEqual([]);
});

test("a name that says one database and a field that says another are refused", () => {
  expect(complaintsOf(plan("app/status", { database: "crm" }), plan("crm.status", { database: "app" }))).toEqual([
    "V7-E012 spec.database: its name says the database app, and this crm",
    "V7-E012 spec.database: its name has a schema, so it says the database too: app/crm.status",
  ]);
});

test("two plans for one enum are refused, however they are written", () => {
  expect(complaintsOf(plan("app/status"), plan('app/"status"'), plan("status", { database: "app" }))).toEqual([
    'V7-E013 metadata.name: app/"status" is the enum of app/status too',
    "V7-E013 metadata.name: status is the enum of app/status too",
  ]);
});
