import { describe, expect, test } from "vitest";
import { policyComplaints } from "../../../src/documents/check-policy.ts";
import type { Document } from "../../../src/model/document.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { kinds } from "../../../src/reconcilers/index.ts";

function complaints(spec: JsonObject): string[] {
  const source = { file: "state/policy.yaml", index: 0, line: 1 };
  const document: Document = { kind: "Policy", name: "default", protect: false, spec, source };
  return policyComplaints(kinds, [document]).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function rule(when: JsonObject): string[] {
  return complaints({ approvals: [{ when, by: ["The Architect"] }] });
}

describe("a rule of Policy means something", () => {
  test.each<JsonObject>([
    {},
    { action: "delete" },
    { kind: "Phase", field: "status", to: "approved" },
    { kind: "Phase", field: "approval.status", to: null },
    { kind: "EnumPlan", field: "migrationScript.text" },
    { kind: "NodeService", field: "port", to: 5432 },
    { kind: "Persona", field: "identities" },
    { kind: "Task", field: "metadata.protect", to: false },
    { kind: "Copy" },
    { field: "status", to: "completed" },
  ])("%j", (when) => {
    expect(rule(when)).toEqual([]);
  });

  test("and so does drift of each kind, parts among them", () => {
    expect(complaints({ drift: { kinds: { Task: "revert", NodeService: "keep" } } })).toEqual([]);
  });
});

describe("a rule of Policy that matches nothing is an error, with the word that was meant", () => {
  test.each<[JsonObject, string]>([
    [{ kind: "Phaze" }, "kind: no kind Phaze; did you mean Phase; the rule matches nothing"],
    [{ kind: "phase" }, "kind: no kind phase; did you mean Phase; the rule matches nothing"],
    [
      { kind: "Phase", field: "statuss" },
      "field: statuss is no field of Phase; did you mean status; the rule matches nothing",
    ],
    [
      { kind: "Phase", field: "approval" },
      "field: approval is no field of Phase; did you mean approval.by; the rule matches nothing",
    ],
    [{ field: "nothing.like.it" }, "field: nothing.like.it is no field of any kind; the rule matches nothing"],
    [
      { kind: "Task", field: "status", to: "done" },
      "to: status is never done; it may be pending, in_progress, blocked, review, completed, cancelled, deferred; the rule matches nothing",
    ],
    [{ kind: "Phase", field: "plannedDays", to: "3" }, "to: plannedDays is never 3; the rule matches nothing"],
    [
      { kind: "Phase", to: "approved" },
      "to: to says what a field changes to; name the field, or the rule matches nothing",
    ],
    [
      { action: "delete", field: "status" },
      "field: a delete changes no field; leave field out, or the rule matches nothing",
    ],
  ])("%j", (when, message) => {
    expect(rule(when)).toEqual([`spec.approvals.0.when.${message}`]);
  });

  test("and so is drift of a kind that is none", () => {
    const [complaint] = complaints({ drift: { kinds: { Taks: "revert" } } });
    expect(complaint).toMatch(/^spec\.drift\.kinds\.Taks: no kind Taks \(there are .*Task,/);
  });
});
