// Made from schemas/v1/output/fmt.schema.json by npm run generate: edit that.

/** Files whose form was not canonical. */
export interface FmtOutput {
  /** Files that were rewritten, or with --check would be. */
  readonly changed: readonly string[];
}
