import type { IndexEvaluateOutput } from "../model/output/index-evaluate.ts";
import { alignRows } from "./type/table.ts";

/** A line a mode. */
export function renderQuality({ quality }: IndexEvaluateOutput): string {
  const cells = quality.map(({ mode, queries, ndcg10, recall10, recall100, mrr10 }) => [
    mode,
    String(queries),
    ...[ndcg10, recall10, recall100, mrr10].map((value) => value.toFixed(4)),
  ]);
  return alignRows([["MODE", "QUERIES", "NDCG@10", "RECALL@10", "RECALL@100", "MRR@10"], ...cells]).join("\n");
}
