/** A kind of document and its fields, as its schema describes them. */
export interface ExplainedKind {
  readonly kind: string;
  readonly description: string;
  readonly fields: readonly ExplainedField[];
}

export interface ExplainedField {
  /** Dotted path in the document: `spec.approval.status`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  /** True when null is legal. */
  readonly nullable: boolean;
  readonly description: string;
  /** The values it may have, when the list is closed. */
  readonly values?: readonly string[];
  /** The column that holds it: `v7_subworkflow_tasks.status`. */
  readonly column?: string;
}

/** A code of a finding or failure. */
export interface ExplainedCode {
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  readonly fix: string;
}
