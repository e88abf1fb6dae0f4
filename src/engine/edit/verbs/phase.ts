import { addressOf } from "../../../model/address.ts";
import type { Document, DocumentEdit } from "../../../model/document.ts";
import type { Json } from "../../../model/json.ts";
import { setField } from "../../../workspace/field-path.ts";
import { type Hand, said, saidAll, solvedBlockers, type VerbTable } from "./verb.ts";

export const phaseVerbs: VerbTable = {
  segment: "phase",
  field: "status",
  verbs: {
    start: { to: "in_progress" },
    complete: { to: "completed" },
    unblock: { to: "in_progress", with: (phase) => solvedBlockers(phase) },
    block: {
      to: "blocked",
      with: (phase, given, { actor, now }) => [
        addBlocker(phase, {
          issue: said(given, "issue") ?? null,
          raised_by: said(given, "as") ?? actor,
          severity: said(given, "severity") ?? null,
          raised_at: now.toISOString(),
        }),
      ],
    },
    review: {
      to: "review",
      with: (_, given) => [
        setField("approval", { status: "pending", by: null, notes: null }),
        ...saidAll(given, "deliverable").map((pair) => {
          const at = pair.indexOf("=");
          return setField(`deliverables.${pair.slice(0, at)}`, pair.slice(at + 1));
        }),
      ],
    },
    approve: {
      to: "approved",
      with: (_, given) => [
        setField("approval.status", "approved"),
        setField("approval.by", said(given, "as") ?? null),
        ...(said(given, "note") === undefined ? [] : [setField("approval.notes", said(given, "note") ?? null)]),
      ],
    },
    rollback: {
      to: "rolled_back",
      with: (phase, given, { now }) => [
        ...(phase.spec.approval === undefined
          ? []
          : [setField("approval.status", null), setField("approval.by", null)]),
        addBlocker(phase, { rollback_reason: said(given, "reason") ?? null, rollback_date: now.toISOString() }),
      ],
      others: ({ name }, documents, { now }) =>
        tasksOf(documents, name).map((task) => ({
          action: "edit",
          address: addressOf("task", task.name),
          edits: cancelTask(task, now),
        })),
    },
  },
};

/** Earlier blockers stay; the first one makes the list. */
function addBlocker({ spec }: Document, blocker: Json): DocumentEdit {
  return Array.isArray(spec.blockers)
    ? { action: "append", path: ["spec", "blockers"], value: blocker }
    : setField("blockers", [blocker]);
}

function tasksOf(documents: readonly Document[], phase: string): Document[] {
  return documents.filter(
    ({ kind, name, spec }) => kind === "Task" && name.startsWith(`${phase}.`) && spec.status !== "cancelled",
  );
}

function cancelTask({ spec }: Document, now: Hand["now"]): DocumentEdit[] {
  const note = `Rolled back on ${now.toISOString().slice(0, 10)}`;
  const notes = typeof spec.notes === "string" && spec.notes !== "" ? `${spec.notes} - ${note}` : note;
  return [setField("status", "cancelled"), setField("notes", notes)];
}
