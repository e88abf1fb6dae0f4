import { addressOf } from "../../model/address.ts";
import type { Answer } from "../../model/answer.ts";
import type { Document, DocumentEdit } from "../../model/document.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { PhaseEditOutput } from "../../model/output/phase-edit.ts";
import { editState, requireDocument, type StateEdit } from "../../workspace/edit-state.ts";
import { setField } from "../../workspace/field-path.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { edited } from "./edited.ts";
import { moveStatus } from "./status-edit.ts";

/** What people do to a phase. Each edits the document; plan and apply do the rest. */
export type PhaseVerb =
  | { readonly verb: "start" | "complete" | "unblock" }
  | { readonly verb: "block"; readonly issue: string; readonly severity: string }
  | { readonly verb: "review"; readonly deliverables: { readonly [name: string]: string } }
  | { readonly verb: "approve"; readonly by: string; readonly notes: string | undefined }
  | { readonly verb: "rollback"; readonly reason: string };

/** The phase's number, and what is done to it. */
export type PhaseEditRequest = PhaseVerb & { readonly phase: string };

/** Edits the phase's document; a rollback cancels its tasks too. Throws V7-D000, and V7-P024 for a move that is not legal. */
export async function editPhase(workspace: Workspace, request: PhaseEditRequest): Promise<Answer<PhaseEditOutput>> {
  const state = await readValidState(workspace);
  const address = addressOf("phase", request.phase);
  const document = requireDocument(state, address);
  const raised = { by: await workspace.actor(), at: workspace.now() };
  const move = (status: string): DocumentEdit => moveStatus(workspace, address, document, status);
  const edits: StateEdit[] = [{ action: "edit", address, edits: phaseEdits(document, move, request, raised) }];
  if (request.verb === "rollback") {
    for (const task of tasksOf(state.documents, request.phase))
      edits.push({ action: "edit", address: addressOf("task", task.name), edits: cancelTask(task, raised.at) });
  }
  return edited(await editState(workspace, state, edits));
}

function phaseEdits(
  document: Document,
  move: (status: string) => DocumentEdit,
  action: PhaseVerb,
  raised: { readonly by: string; readonly at: Date },
): DocumentEdit[] {
  switch (action.verb) {
    case "start":
      return [move("in_progress")];
    case "complete":
      return [move("completed")];
    case "unblock":
      return [move("in_progress"), setField("blockers", resolvedBlockers(document))];
    case "block":
      return [
        move("blocked"),
        addBlocker(document, {
          issue: action.issue,
          raised_by: raised.by,
          severity: action.severity,
          raised_at: raised.at.toISOString(),
        }),
      ];
    case "review":
      return [
        move("review"),
        setField("approval", { status: "pending", by: null, notes: null }),
        ...Object.entries(action.deliverables).map(([name, url]) => setField(`deliverables.${name}`, url)),
      ];
    case "approve":
      return [
        move("approved"),
        setField("approval.status", "approved"),
        setField("approval.by", action.by),
        ...(action.notes === undefined ? [] : [setField("approval.notes", action.notes)]),
      ];
    case "rollback":
      return [
        move("rolled_back"),
        ...(document.spec.approval === undefined
          ? []
          : [setField("approval.status", null), setField("approval.by", null)]),
        addBlocker(document, { rollback_reason: action.reason, rollback_date: raised.at.toISOString() }),
      ];
  }
}

/** Earlier blockers stay; the first one makes the list. */
function addBlocker({ spec }: Document, blocker: Json): DocumentEdit {
  return Array.isArray(spec.blockers)
    ? { action: "append", path: ["spec", "blockers"], value: blocker }
    : setField("blockers", [blocker]);
}

/** What blocked the phase is solved; why it was once rolled back stays on record. */
function resolvedBlockers({ spec }: Document): Json {
  return Array.isArray(spec.blockers)
    ? spec.blockers.filter((blocker) => isJsonObject(blocker) && "rollback_reason" in blocker)
    : [];
}

function tasksOf(documents: readonly Document[], phase: string): Document[] {
  return documents.filter(
    ({ kind, name, spec }) => kind === "Task" && name.startsWith(`${phase}.`) && spec.status !== "cancelled",
  );
}

function cancelTask({ spec }: Document, now: Date): DocumentEdit[] {
  const note = `Rolled back on ${now.toISOString().slice(0, 10)}`;
  const notes = typeof spec.notes === "string" && spec.notes !== "" ? `${spec.notes} - ${note}` : note;
  return [setField("status", "cancelled"), setField("notes", notes)];
}
