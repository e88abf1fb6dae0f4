import type { Address } from "./address.ts";

/** What depends on what; the keys of `graph --json`. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly address: Address;
  readonly name: string | null;
  readonly status: string | null;
}

/** `from` needs `to`; with `part_of`, it also belongs below it. */
export interface GraphEdge {
  readonly from: Address;
  readonly to: Address;
  readonly relation: "part_of" | "depends_on";
}
