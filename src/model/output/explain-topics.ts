// Made from schemas/v1/output/explain-topics.schema.json by npm run generate: edit that.

/** What can be explained. */
export interface ExplainTopicsOutput {
  /** The kinds of documents. */
  readonly kinds: readonly ExplainedTopic[];
  /** Files that are no documents. */
  readonly files: readonly ExplainedTopic[];
  /** What the codes of findings and failures begin with. */
  readonly code_areas: readonly ExplainedTopic[];
}

/** One thing that can be explained. */
export interface ExplainedTopic {
  /** What to write behind v7 explain; of codes, how they begin. */
  readonly topic: string;
  /** What it is about. */
  readonly description: string;
}
