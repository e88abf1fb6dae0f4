import type { IndexEvaluateOutput } from "../model/output/index-evaluate.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { tableLines } from "./type/table.ts";

/** A line a mode. */
export function renderQuality({ quality }: IndexEvaluateOutput, screen: Screen = plainScreen): string {
  const cells = quality.map(({ mode, queries, ndcg10, recall10, recall100, mrr10 }) => [
    mode,
    String(queries),
    ...[ndcg10, recall10, recall100, mrr10].map((value) => value.toFixed(4)),
  ]);
  return tableLines(columns, cells, screen).join("\n");
}

const columns = ["MODE", "QUERIES", "NDCG@10", "RECALL@10", "RECALL@100", "MRR@10"].map((title, at) => ({
  title,
  align: at === 0 ? undefined : ("right" as const),
}));
