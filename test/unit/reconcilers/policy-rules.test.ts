import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { kinds } from "../../../src/reconcilers/index.ts";
import { policyInWords } from "../../../src/reconcilers/policy-rules.ts";

function says(spec: JsonObject): string[] {
  return policyInWords(kinds, spec).map(({ rule, says: sentence }) => `${rule}: ${sentence}`);
}

function asked(when: JsonObject, more: JsonObject = {}): string {
  const [rule] = policyInWords(kinds, { approvals: [{ when, by: ["The Architect"], ...more }] });
  return rule?.says ?? "";
}

describe("a rule says what it matches, and whom it asks", () => {
  test.each<[JsonObject, string]>([
    [{}, "every change asks The Architect"],
    [{ action: "delete" }, "every removal asks The Architect"],
    [{ kind: "Task" }, "every change of a task asks The Architect"],
    [{ kind: "Impact", action: "create" }, "every creation of an impact asks The Architect"],
    [{ kind: "Phase", field: "status", to: "approved" }, "phase.status to approved asks The Architect"],
    [{ kind: "NodeService", field: "port", to: 5432 }, "service.port to 5432 asks The Architect"],
    [{ kind: "Phase", field: "approval.by", to: null }, "phase.approval.by to null asks The Architect"],
    [{ kind: "Phase", field: "leadPersona" }, "every change of phase.leadPersona asks The Architect"],
    [{ field: "status", to: "completed" }, "any status to completed asks The Architect"],
    [
      { kind: "Task", field: "status", to: "completed", action: "create" },
      "task.status to completed, in a new row, asks The Architect",
    ],
    [
      { kind: "Task", field: "notes", action: "update" },
      "every change of task.notes, in a row that is there, asks The Architect",
    ],
    [{ kind: "Copy" }, "every change of a Copy plan asks The Architect"],
  ])("%j", (when, sentence) => {
    expect(asked(when)).toBe(sentence);
  });

  test("of several personas it asks each", () => {
    expect(asked({}, { by: ["The Architect", "Test Sentinel"] })).toBe(
      "every change asks The Architect and Test Sentinel",
    );
  });

  test("who may not agree to a change of their own is told", () => {
    expect(asked({}, { distinct: true })).toBe("every change asks The Architect; who wrote the change does not count");
  });
});

test("everything else that Policy sets is said, too", () => {
  expect(
    says({
      planTtl: "1h",
      applyFrom: { branch: "main", clean: true },
      drift: { default: "keep", kinds: { Task: "revert" } },
      fileplan: { targetName: "WF<n>" },
      approvals: [],
    }),
  ).toEqual([
    "planTtl: a saved plan and its approvals are good for 1 hour",
    "applyFrom.branch: applies are made from the branch main",
    "applyFrom.clean: applies are made from what is committed",
    "drift.default: drift is kept",
    "drift.kinds.Task: drift of a task is reverted",
    "fileplan.targetName: a new file name has the form WF<n>",
  ]);
});
