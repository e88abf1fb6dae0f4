// Made from schemas/v1/output/pull.schema.json by npm run generate: edit that.
import type { Address, Finding } from "./plan-file.ts";
import type { FileEdit } from "./set.ts";

/** Drift that was written into documents. */
export interface PullOutput {
  /** Files that were edited. */
  readonly files: readonly string[];
  /** The resources whose documents were edited. */
  readonly changed: readonly Address[];
  /** Why rows and values were left, an address each. */
  readonly findings: readonly Finding[];
  /** Why the database does not remember what was taken from the rows, so that a row that moves on before the next apply is a conflict or is overwritten; null where it does. */
  readonly forgotten: string | null;
  /** Each file before and after, as the text shows them. */
  readonly diffs: readonly FileEdit[];
}
