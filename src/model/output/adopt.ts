// Made from schemas/v1/output/adopt.schema.json by npm run generate: edit that.
import type { Address, Finding } from "./plan-file.ts";

/** Documents that were written for rows nobody declared. */
export interface AdoptOutput {
  /** Files that were written. */
  readonly files: readonly string[];
  /** The resources that now have a document. */
  readonly adopted: readonly Address[];
  /** Why other rows got none, an address each. */
  readonly findings: readonly Finding[];
}
