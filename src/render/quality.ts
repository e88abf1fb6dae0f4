import { alignRows } from "./type/table.ts";

/** How good the answers were, in `v7 index evaluate --json`: each from 0 to 1. */
export interface QualityRow {
  readonly mode: "hybrid" | "text";
  readonly queries: number;
  readonly ndcg10: number;
  readonly recall10: number;
  readonly recall100: number;
  readonly mrr10: number;
}

/** A line a mode. */
export function renderQuality(rows: readonly QualityRow[]): string {
  const cells = rows.map(({ mode, queries, ndcg10, recall10, recall100, mrr10 }) => [
    mode,
    String(queries),
    ...[ndcg10, recall10, recall100, mrr10].map((value) => value.toFixed(4)),
  ]);
  return alignRows([["MODE", "QUERIES", "NDCG@10", "RECALL@10", "RECALL@100", "MRR@10"], ...cells]).join("\n");
}
