// Made from schemas/v1/output/graph.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** What depends on what. */
export interface GraphOutput {
  /** The resources. */
  readonly nodes: readonly GraphNode[];
  /** The dependencies. */
  readonly edges: readonly GraphEdge[];
}

/** A declared resource. */
export interface GraphNode {
  readonly address: Address;
  /** What people call it. */
  readonly name: string | null;
  /** Its declared status. */
  readonly status: string | null;
}

/** `from` needs `to`; with `part_of`, it also belongs below it. */
export interface GraphEdge {
  readonly from: Address;
  readonly to: Address;
  /** Whether `from` is a part of `to` or waits for it. */
  readonly relation: "part_of" | "depends_on";
}
