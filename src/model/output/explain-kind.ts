// Made from schemas/v1/output/explain-kind.schema.json by npm run generate: edit that.

/** A kind of document or a file, and its fields, as the schema describes them. */
export interface ExplainKindOutput {
  /** The kind, or the file. */
  readonly kind: string;
  /** What it is for. */
  readonly description: string;
  /** Its fields; of a field that was asked about, that one and those below it. */
  readonly fields: readonly ExplainedField[];
  /** A smallest valid document, in YAML; null where a field was asked about. */
  readonly example: string | null;
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
