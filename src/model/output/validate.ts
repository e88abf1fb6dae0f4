// Made from schemas/v1/output/validate.schema.json by npm run generate: edit that.
import type { Finding } from "./plan-file.ts";

/** What is wrong in the documents. */
export interface ValidateOutput {
  /** True without errors. */
  readonly valid: boolean;
  /** How many errors. */
  readonly errors: number;
  /** How many warnings. */
  readonly warnings: number;
  /** In the order of files and lines. */
  readonly findings: readonly Finding[];
  /** The files that were checked. */
  readonly files: readonly string[];
}
