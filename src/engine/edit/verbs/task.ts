import type { Document } from "../../../model/document.ts";
import { Failure } from "../../../model/failure.ts";
import type { Json } from "../../../model/json.ts";
import { addOnce, said, saidAll, solvedBlockers, type VerbTable } from "./verb.ts";

export const taskVerbs: VerbTable = {
  segment: "task",
  field: "status",
  verbs: {
    start: { to: "in_progress" },
    block: { to: "blocked", with: (task, given) => addOnce(task, "blockers", [said(given, "issue") ?? ""]) },
    unblock: { to: "in_progress", with: (task) => solvedBlockers(task) },
    review: { to: "review", with: (task, given) => addOnce(task, "deliverableUrls", saidAll(given, "deliverable")) },
    complete: {
      to: "completed",
      with: (task, given) => addOnce(task, "deliverableUrls", saidAll(given, "deliverable")),
    },
    cancel: { to: "cancelled" },
    defer: { to: "deferred" },
    reopen: { to: reopened },
  },
};

const open = new Set<Json | undefined>(["pending", "in_progress", "review", undefined]);

function reopened({ spec }: Document): string {
  if (open.has(spec.status))
    throw new Failure("V7-P024", `the task is ${String(spec.status ?? "pending")}; there is nothing to reopen`);
  return spec.status === "completed" ? "in_progress" : "pending";
}
