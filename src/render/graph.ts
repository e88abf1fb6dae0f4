import type { Address } from "../model/address.ts";
import type { GraphEdge, GraphNode, GraphOutput } from "../model/output/graph.ts";
import type { ListedResource } from "../model/output/task-list.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";
import type { Listing } from "./type/listing.ts";

/** The resources as a tree: parts below their whole, and behind each what it waits for. */
export function renderGraphTree(graph: GraphOutput): string {
  const parents = new Map(edgesOf(graph, "part_of").map(({ from, to }) => [from, to]));
  const known = new Set(graph.nodes.map(({ address }) => address));
  const children = Map.groupBy(graph.nodes, ({ address }) => parentOf(address, parents, known));
  const needs = Map.groupBy(edgesOf(graph, "depends_on"), ({ from }) => from);
  const lines: string[] = [];
  const walk = (node: GraphNode, depth: number): void => {
    const waits = (needs.get(node.address) ?? []).map(({ to }) => escapeControls(to));
    lines.push("  ".repeat(depth) + nodeText(node) + (waits.length > 0 ? `  ← ${waits.join(", ")}` : ""));
    for (const child of children.get(node.address) ?? []) walk(child, depth + 1);
  };
  for (const root of children.get(undefined) ?? []) walk(root, 0);
  return lines.length === 0 ? "No resources." : lines.join("\n");
}

/** The same as a Mermaid flowchart; arrows point from what comes first to what waits for it. */
export function renderGraphMermaid(graph: GraphOutput): string {
  const ids = new Map(graph.nodes.map(({ address }, index) => [address, `n${index}`]));
  const nodes = graph.nodes.map((node) => `  ${ids.get(node.address)}["${mermaidText(nodeText(node))}"]`);
  const edges = graph.edges.flatMap(({ from, to, relation }) => {
    const [start, end] = [ids.get(to), ids.get(from)];
    return start === undefined || end === undefined
      ? []
      : [`  ${start} ${relation === "part_of" ? "---" : "-->"} ${end}`];
  });
  return ["flowchart TD", ...nodes, ...edges].join("\n");
}

/** A line each: address, status, name, what it waits for. */
export function renderResources(resources: readonly ListedResource[], screen: Screen = plainScreen): Listing {
  if (resources.length === 0) return { data: "", hint: "None." };
  const rows = resources.map(({ address, status, name, depends_on: needs }) =>
    [address, status ?? "–", name ?? "–", needs.length === 0 ? "" : `← ${needs.join(", ")}`].map(escapeControls),
  );
  return { data: listLines(rows, screen).join("\n"), hint: "" };
}

function edgesOf({ edges }: GraphOutput, relation: GraphEdge["relation"]): GraphEdge[] {
  return edges.filter((edge) => edge.relation === relation);
}

// A loop of parents would hide its members, so each of them becomes a root.
function parentOf(
  address: Address,
  parents: ReadonlyMap<Address, Address>,
  known: ReadonlySet<Address>,
): Address | undefined {
  const seen = new Set([address]);
  for (let above = parents.get(address); above !== undefined && known.has(above); above = parents.get(above)) {
    if (seen.has(above)) return undefined;
    seen.add(above);
  }
  const parent = parents.get(address);
  return parent !== undefined && known.has(parent) ? parent : undefined;
}

function nodeText({ address, name, status }: GraphNode): string {
  const texts = [address, name ?? "", status === null ? "" : `(${status})`];
  return texts
    .filter((text) => text !== "")
    .map(escapeControls)
    .join(" ");
}

// Mermaid decodes entities written as #name; or #number;, and reads HTML and Markdown in labels.
function mermaidText(text: string): string {
  return text.replace(/[^\p{L}\p{N} ./()_-]/gu, (character) => `#${character.codePointAt(0)};`);
}
