import { describe, expect, test } from "vitest";
import { policyComplaints } from "../../../src/documents/check-policy.ts";
import type { Document } from "../../../src/model/document.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { kinds } from "../../../src/reconcilers/index.ts";

function complaints(spec: JsonObject): string[] {
  const source = { file: "state/policy.yaml", index: 0, line: 1 };
  const document: Document = { kind: "Policy", name: "default", protect: false, spec, source };
  const architect: Document = { kind: "Persona", name: "The Architect", protect: false, spec: {}, source };
  return policyComplaints(kinds, [document, architect]).map(({ path, message }) => `${path.join(".")}: ${message}`);
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
    { kind: "NodeInterface", field: "gateway", to: "2001:DB8::1" },
    { kind: "Phase", field: "startedAt", to: "2025-01-01" },
    { kind: "Phase", field: "leadPersona", to: "The Architect" },
    { kind: "Copy", action: "create" },
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
    [{ kind: "Task", field: "dependsOn", to: "1.1" }, "to: dependsOn is never 1.1; the rule matches nothing"],
    [
      { kind: "Phase", field: "startedAt", to: "2025-02-30" },
      "to: startedAt is never 2025-02-30; the rule matches nothing",
    ],
    [{ kind: "Phase", field: "plannedDays", to: 1.5 }, "to: plannedDays is never 1.5; the rule matches nothing"],
    [
      { kind: "NodeInterface", field: "gateway", to: "nonsense" },
      "to: gateway is never nonsense; the rule matches nothing",
    ],
    [{ kind: "Phase", field: "leadPersona", to: "Nobody" }, "to: no persona Nobody; the rule matches nothing"],
    [{ kind: "Copy", action: "delete" }, "action: a Copy is only ever a create; the rule matches nothing"],
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

  test.each([
    ["refs/heads/main", "a branch is named without refs/: write main"],
    ["ma..in", "ma..in cannot be the name of a branch"],
    ["main ", "main  cannot be the name of a branch"],
  ])("and so is applying from %j", (branch, message) => {
    expect(complaints({ applyFrom: { branch } })).toEqual([`spec.applyFrom.branch: ${message}`]);
  });
});
