// Made from schemas/v1/output/explain-kind.schema.json by npm run generate: edit that.

/** A kind of document and its fields, as its schema describes them. */
export interface ExplainKindOutput {
  /** The kind. */
  readonly kind: string;
  /** What it is for. */
  readonly description: string;
  /** Its fields. */
  readonly fields: readonly ExplainedField[];
}

/** A field of a kind. */
export interface ExplainedField {
  /** Dotted path in the document. */
  readonly field: string;
  /** What it holds. */
  readonly type: string;
  /** True when it must be there. */
  readonly required: boolean;
  /** True when null is legal. */
  readonly nullable: boolean;
  /** What it means. */
  readonly description: string;
  /** The values it may have. */
  readonly values: null | readonly string[];
  /** Table and column that hold it. */
  readonly column: string | null;
}
