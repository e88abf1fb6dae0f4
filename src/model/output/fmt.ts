// Made from schemas/v1/output/fmt.schema.json by npm run generate: edit that.
import type { FileEdit } from "./set.ts";

/** Files whose form was not canonical. */
export interface FmtOutput {
  /** Files that were rewritten, or with --check would be. */
  readonly changed: readonly string[];
  /** Each file before and after, as the text shows them. */
  readonly diffs: readonly FileEdit[];
}
