import type { Document, DocumentEdit } from "../../../model/document.ts";
import { Failure } from "../../../model/failure.ts";
import type { Json } from "../../../model/json.ts";
import { addOnce, type Given, said, saidAll, solvedBlockers, type VerbTable } from "./verb.ts";

export const taskVerbs: VerbTable = {
  segment: "task",
  field: "status",
  verbs: {
    start: { to: "in_progress" },
    block: { to: "blocked", with: (task, given) => addOnce(task, "blockers", [said(given, "issue") ?? ""]) },
    unblock: { to: "in_progress", with: (task) => solvedBlockers(task) },
    review: { to: "review", with: results },
    complete: { to: "completed", with: results },
    cancel: { to: "cancelled" },
    defer: { to: "deferred" },
    reopen: { to: reopened },
  },
};

/** What came of it, and which criteria are met. */
function results(task: Document, given: Given): DocumentEdit[] {
  return [
    ...addOnce(task, "deliverableUrls", saidAll(given, "deliverable")),
    ...metCriteria(task, saidAll(given, "met")),
  ];
}

function metCriteria({ spec }: Document, numbers: readonly string[]): DocumentEdit[] {
  const criteria = Array.isArray(spec.acceptance) ? spec.acceptance.length : 0;
  return numbers.map((number): DocumentEdit => {
    const at = Number(number);
    if (!Number.isInteger(at) || at < 1 || at > criteria)
      throw new Failure("V7-C004", `--met takes the number of a criterion, and the task has ${criteria}`, {
        next: ["v7 task show TASK"],
      });
    return { action: "set", path: ["spec", "acceptance", at - 1, "met"], value: true };
  });
}

const open = new Set<Json | undefined>(["pending", "in_progress", "review", undefined]);

function reopened({ spec }: Document): string {
  if (open.has(spec.status))
    throw new Failure("V7-P024", `the task is ${String(spec.status ?? "pending")}; there is nothing to reopen`);
  return spec.status === "completed" ? "in_progress" : "pending";
}
