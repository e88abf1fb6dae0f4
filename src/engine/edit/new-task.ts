import { addressOf } from "../../model/address.ts";
import type { Answer } from "../../model/answer.ts";
import { definedFields } from "../../model/kind.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { requireDocument } from "../../workspace/edit-state.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { createDocument } from "./new.ts";
import { nextTaskName } from "./numbers/taken-numbers.ts";

export interface NewTaskRequest {
  readonly phase: string;
  readonly name: string;
  readonly persona: string;
  readonly dependsOn: readonly string[];
  readonly notes: string | undefined;
}

/** Writes a document for a new task under the phase's next free number, which nobody has in any branch, work tree or row. */
export async function newTask(workspace: Workspace, task: NewTaskRequest): Promise<Answer<SetOutput>> {
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
  const name = await nextTaskName(workspace, state.documents, task.phase);
  return createDocument(workspace, state, { kind, name, fields });
}
