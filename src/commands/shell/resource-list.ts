import { segmentOf } from "../../model/address.ts";
import type { Graph, GraphNode } from "../../model/graph.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { alignRows } from "../../render/type/table.ts";

/** A declared resource and what it waits for. */
export interface ListedResource extends GraphNode {
  readonly depends_on: readonly string[];
}

/** The resources of one kind, in order. */
export function listResources({ nodes, edges }: Graph, segment: string): ListedResource[] {
  const needs = Map.groupBy(
    edges.filter(({ relation }) => relation === "depends_on"),
    ({ from }) => from,
  );
  return nodes
    .filter(({ address }) => segmentOf(address) === segment)
    .map((node) => ({ ...node, depends_on: (needs.get(node.address) ?? []).map(({ to }) => to) }));
}

/** A line each: address, status, name, what it waits for. */
export function listText(resources: readonly ListedResource[]): string {
  if (resources.length === 0) return "None.";
  const rows = resources.map(({ address, status, name, depends_on: needs }) =>
    [address, status ?? "–", name ?? "–", needs.length === 0 ? "" : `← ${needs.join(", ")}`].map(escapeControls),
  );
  return alignRows(rows).join("\n");
}
