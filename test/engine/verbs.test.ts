import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { editByVerb } from "../../src/engine/edit/verbs/edit-by-verb.ts";
import type { Given } from "../../src/engine/edit/verbs/verb.ts";
import { parse } from "yaml";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { impact, phase, task } from "../scenes/documents.ts";
import type { JsonObject } from "../../src/model/json.ts";

let checkout: Checkout;
const contact = "src/models/contact.py";

beforeAll(() => {
  checkout = createCheckout("postgres://nobody@localhost:1/none");
});

afterAll(() => checkout.remove());

beforeEach(() => {
  checkout.declare(phase("1"), task("1.1"));
  checkout.declare({ kind: "FilePlan", name: contact, spec: { workflowStatus: "pending_assessment" } });
  checkout.declare(impact("contact-status", { riskAssessment: "high" }));
});

/** Says a verb, and answers what the document says then. */
async function after(
  said: readonly [segment: string, verb: string, name: string],
  given: Given = {},
): Promise<unknown> {
  const [segment, verb, name] = said;
  const { output } = await editByVerb(await checkout.open(), { segment, verb, name, given });
  return (parse(checkout.read(output.file ?? "")) as { readonly spec: JsonObject }).spec;
}

describe("a file's way", () => {
  test("goes from its assessment to the day the former file goes, each step with what goes with it", async () => {
    const found = { "target-name": "WF7_V7_L1_1of1_ContactModel.py", score: "8", enum: ["contact_curation_status"] };
    expect(await after(["fileplan", "assess", contact], found)).toMatchObject({
      workflowStatus: "assessed",
      targetName: "WF7_V7_L1_1of1_ContactModel.py",
      impactScore: 8,
      databaseEnums: ["contact_curation_status"],
    });
    expect(await after(["fileplan", "design", contact])).toMatchObject({ workflowStatus: "designed" });
    expect(await after(["fileplan", "approve", contact], { as: "The Architect" })).toMatchObject({
      workflowStatus: "approved",
      reviewStatus: "approved",
      reviewedBy: ["The Architect"],
    });
    await after(["fileplan", "implement", contact]);
    await after(["fileplan", "test", contact]);
    expect(await after(["fileplan", "migrate", contact])).toMatchObject({ testStatus: "passed" });
    expect(await after(["fileplan", "retire", contact], { on: "2025-11-03" })).toMatchObject({
      workflowStatus: "retired",
      retirementDate: "2025-11-03",
    });
  });

  test("leaves no step out", async () => {
    await expect(after(["fileplan", "migrate", contact])).rejects.toMatchObject({
      code: "V7-P024",
      message: expect.stringContaining("next may be assessed") as string,
    });
  });
});

test("an impact is answered once by a persona, with why", async () => {
  const given = { as: "Test Sentinel", note: "WF1 keeps reading the old words" };
  expect(await after(["impact", "reject", "contact-status"], given)).toMatchObject({
    approvalStatus: "rejected",
    reviewedByPersonas: ["Test Sentinel"],
    implementationNotes: "WF1 keeps reading the old words",
  });
  const again = { segment: "impact", verb: "reject", name: "contact-status", given };
  expect((await editByVerb(await checkout.open(), again)).output.files).toEqual([]);
});

describe("a task", () => {
  test("that is free again has no blockers", async () => {
    await after(["task", "block", "1.1"], { issue: "Waits for access" });
    expect(await after(["task", "unblock", "1.1"])).toMatchObject({ status: "in_progress", blockers: [] });
  });

  test("in review has its deliverables, each once", async () => {
    await after(["task", "start", "1.1"]);
    const given = { deliverable: ["https://dart.ai/doc/xyz", "https://dart.ai/doc/xyz"] };
    expect(await after(["task", "review", "1.1"], given)).toMatchObject({
      status: "review",
      deliverableUrls: ["https://dart.ai/doc/xyz"],
    });
  });
});

test("whoever blocks a phase may speak as a persona", async () => {
  await after(["phase", "start", "1"]);
  expect(
    await after(["phase", "block", "1"], {
      issue: "No access to ALPHA",
      severity: "high",
      as: "Layer 1 Data Sentinel",
    }),
  ).toMatchObject({ blockers: [{ raised_by: "Layer 1 Data Sentinel", severity: "high" }] });
});
