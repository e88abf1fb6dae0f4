// Made from schemas/v1/output/index-evaluate.schema.json by npm run generate: edit that.

/** How good search answers are. */
export interface IndexEvaluateOutput {
  /** One entry a mode. */
  readonly quality: readonly Quality[];
}

/** How good the answers of one mode were, as means over the questions. */
export interface Quality {
  /** What was asked. */
  readonly mode: "hybrid" | "text";
  /** Questions that something answers. */
  readonly queries: number;
  /** How near the first ten come to the best order, from 0 to 1. */
  readonly ndcg10: number;
  /** Which part of the answers stands among the first ten. */
  readonly recall10: number;
  /** Which part stands among the first hundred. */
  readonly recall100: number;
  /** One by the place of the first answer. */
  readonly mrr10: number;
}
