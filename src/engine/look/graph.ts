import { sortKey } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { Document } from "../../model/document.ts";
import type { Json } from "../../model/json.ts";
import type { GraphEdge, GraphOutput } from "../../model/output/graph.ts";
import { addressOfDocument, addressOfName, readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Reads the documents alone: no database is needed. */
export async function dependencyGraph(workspace: Workspace): Promise<Answer<GraphOutput>> {
  const { documents } = await readValidState(workspace);
  return answer(graphOf(workspace, documents));
}

/** The same of documents that are read. */
export function graphOf(workspace: Workspace, documents: readonly Document[]): GraphOutput {
  const sorted = documents.toSorted(inOrder(workspace));
  return {
    nodes: sorted.map((document) => ({
      address: addressOfDocument(workspace.kinds, document),
      name: textOrNull(document.spec.name),
      status: textOrNull(document.spec.status),
    })),
    edges: sorted.flatMap((document) => edgesOf(workspace, document)),
  };
}

function edgesOf({ kinds }: Workspace, document: Document): GraphEdge[] {
  const from = addressOfDocument(kinds, document);
  const references = kinds.byName(document.kind)?.references?.(document) ?? [];
  return references
    .filter(({ optional }) => optional !== true)
    .map(({ kind, name }) => ({
      from,
      to: addressOfName(kinds, kind, name),
      relation: kind === document.kind ? "depends_on" : "part_of",
    }));
}

/** By rank of the kind, and within a kind as people count: 2 before 10. */
function inOrder({ kinds }: Workspace): (left: Document, right: Document) => number {
  const rankOf = ({ kind }: Document): number => kinds.byName(kind)?.rank ?? 0;
  const keyOf = (document: Document): string => sortKey(addressOfDocument(kinds, document));
  return (left, right) => rankOf(left) - rankOf(right) || (keyOf(left) < keyOf(right) ? -1 : 1);
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
