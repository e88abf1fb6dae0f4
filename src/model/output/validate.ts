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
  /** With --format accepted: by what an entry of secrets.accepted.yaml knows each secret that was found. Empty otherwise. */
  readonly acceptable: readonly {
    /** The file, relative to the repository's root. */
    readonly path: string;
    /** The rule that found it. */
    readonly rule: string;
    /** Of the rule and the secret. */
    readonly fingerprint: string;
    /** Who looks at it now. */
    readonly who: string;
  }[];
}
