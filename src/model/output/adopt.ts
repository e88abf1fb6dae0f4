// Made from schemas/v1/output/adopt.schema.json by npm run generate: edit that.
import type { Address, Finding } from "./plan-file.ts";
import type { FileEdit } from "./set.ts";

/** Documents that were written for rows nobody declared. */
export interface AdoptOutput {
  /** Files that were written. */
  readonly files: readonly string[];
  /** The resources that now have a document. */
  readonly adopted: readonly Address[];
  /** Why other rows got none, an address each. */
  readonly findings: readonly Finding[];
  /** Why the database does not remember what was taken from the rows, so that a row that moves on before the next apply is a conflict or is overwritten; null where it does. */
  readonly forgotten: string | null;
  /** Each file before and after, as the text shows them. */
  readonly diffs: readonly FileEdit[];
}
