import { segmentOf } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { GraphOutput } from "../../model/output/graph.ts";
import type { ListedResource, PhaseListOutput } from "../../model/output/phase-list.ts";
import type { TaskListOutput } from "../../model/output/task-list.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { dependencyGraph } from "./graph.ts";

/** The phases as the documents declare them. */
export async function listPhases(workspace: Workspace): Promise<Answer<PhaseListOutput>> {
  const { output } = await dependencyGraph(workspace);
  return answer({ phases: listResources(output, "phase") });
}

/** The tasks as the documents declare them. */
export async function listTasks(workspace: Workspace): Promise<Answer<TaskListOutput>> {
  const { output } = await dependencyGraph(workspace);
  return answer({ tasks: listResources(output, "task") });
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
