import { nameOf, segmentOf } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { Document } from "../../model/document.ts";
import type { GraphOutput } from "../../model/output/graph.ts";
import type { ListedResource, TaskListOutput } from "../../model/output/task-list.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { graphOf } from "./graph.ts";

/** Which tasks are meant; undefined asks for any. */
export interface TaskListRequest {
  /** The phase's number. */
  readonly phase?: string | undefined;
  readonly status?: string | undefined;
  /** Who does it. */
  readonly persona?: string | undefined;
}

/** The tasks as the documents declare them. A task that declares no status counts as pending, as its row will be. */
export async function listTasks(workspace: Workspace, request: TaskListRequest = {}): Promise<Answer<TaskListOutput>> {
  const { documents } = await readValidState(workspace);
  const meant = new Set(documents.filter((document) => isMeant(request, document)).map(({ name }) => name));
  const tasks = listResources(graphOf(workspace, documents), "task");
  return answer({ tasks: tasks.filter(({ address }) => meant.has(nameOf(address))) });
}

function isMeant({ phase, status, persona }: TaskListRequest, { kind, name, spec }: Document): boolean {
  return (
    kind === "Task" &&
    (phase === undefined || name.startsWith(`${phase}.`)) &&
    (status === undefined || (spec.status ?? "pending") === status) &&
    (persona === undefined || spec.responsiblePersona === persona)
  );
}

/** The resources of one kind and what they wait for, in order. */
function listResources({ nodes, edges }: GraphOutput, segment: string): ListedResource[] {
  const needs = Map.groupBy(
    edges.filter(({ relation }) => relation === "depends_on"),
    ({ from }) => from,
  );
  return nodes
    .filter(({ address }) => segmentOf(address) === segment)
    .map((node) => ({ ...node, depends_on: (needs.get(node.address) ?? []).map(({ to }) => to) }));
}
