import { addressOf } from "../../model/address.ts";
import type { Answer } from "../../model/answer.ts";
import type { Document, DocumentEdit } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import { definedFields } from "../../model/kind.ts";
import type { TaskEditOutput } from "../../model/output/task-edit.ts";
import { editState, requireDocument } from "../../workspace/edit-state.ts";
import { setField } from "../../workspace/field-path.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { edited } from "./edited.ts";
import { createDocument } from "./new.ts";
import { moveStatus } from "./status-edit.ts";

/** What people do to a task. Each edits the document; plan and apply do the rest. */
export type TaskVerb =
  | { readonly verb: "start" | "cancel" | "defer" | "reopen" }
  | { readonly verb: "block"; readonly issue: string }
  | { readonly verb: "complete"; readonly deliverables: readonly string[] };

/** The task's name, as `1.2`, and what is done to it. */
export type TaskEditRequest = TaskVerb & { readonly task: string };

/** Edits the task's document. Throws V7-D000, and V7-P024 for a move that is not legal. */
export async function editTask(workspace: Workspace, request: TaskEditRequest): Promise<Answer<TaskEditOutput>> {
  const state = await readValidState(workspace);
  const address = addressOf("task", request.task);
  const document = requireDocument(state, address);
  const status = moveStatus(workspace, address, document, targetStatus(document, request));
  const edits = [status, ...detailEdits(document, request)];
  return edited(await editState(workspace, state, [{ action: "edit", address, edits }]));
}

export interface NewTaskRequest {
  readonly phase: string;
  readonly name: string;
  readonly persona: string;
  readonly dependsOn: readonly string[];
  readonly notes: string | undefined;
}

/** Writes a document for a new task under the phase's next free number. */
export async function newTask(workspace: Workspace, task: NewTaskRequest): Promise<Answer<TaskEditOutput>> {
  const state = await readValidState(workspace);
  requireDocument(state, addressOf("phase", task.phase));
  const kind = workspace.kinds.byName("Task");
  if (!kind) throw new Error("the kind Task is not registered");
  const fields = definedFields({
    name: task.name,
    responsiblePersona: task.persona,
    status: "pending",
    dependsOn: task.dependsOn.length === 0 ? undefined : task.dependsOn,
    notes: task.notes,
  });
  const name = `${task.phase}.${nextNumber(state.documents, task.phase)}`;
  return createDocument(workspace, state, { kind, name, fields });
}

function targetStatus({ spec }: Document, { verb }: TaskVerb): string {
  const statuses = {
    start: "in_progress",
    block: "blocked",
    complete: "completed",
    cancel: "cancelled",
    defer: "deferred",
  };
  if (verb !== "reopen") return statuses[verb];
  const open = new Set<Json | undefined>(["pending", "in_progress", "review", undefined]);
  if (open.has(spec.status))
    throw new Failure("V7-P024", `the task is ${String(spec.status ?? "pending")}; there is nothing to reopen`);
  return spec.status === "completed" ? "in_progress" : "pending";
}

function detailEdits({ spec }: Document, action: TaskVerb): DocumentEdit[] {
  if (action.verb === "block") return addOnce(spec.blockers, "blockers", [action.issue]);
  return action.verb === "complete" ? addOnce(spec.deliverableUrls, "deliverableUrls", action.deliverables) : [];
}

/** What is there already is not added again, so that a command may run twice. */
function addOnce(present: Json | undefined, field: string, items: readonly string[]): DocumentEdit[] {
  const list = Array.isArray(present) ? present : [];
  const missing = items.filter((item, index) => !list.includes(item) && items.indexOf(item) === index);
  if (missing.length === 0) return [];
  if (list.length === 0) return [setField(field, missing)];
  return missing.map((value) => ({ action: "append", path: ["spec", field], value }));
}

function nextNumber(documents: readonly Document[], phase: string): number {
  const numbers = documents
    .filter(({ kind, name }) => kind === "Task" && name.startsWith(`${phase}.`))
    .map(({ name }) => Number(name.slice(phase.length + 1)));
  return Math.max(0, ...numbers) + 1;
}
