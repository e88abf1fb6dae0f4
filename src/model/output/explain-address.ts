// Made from schemas/v1/output/explain-address.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";
import type { RuleInWords } from "./plan.ts";

/** What an address names, and what can be done with it. */
export interface ExplainAddressOutput {
  readonly address: Address;
  /** Its kind. */
  readonly kind: string;
  /** What the kind is for. */
  readonly description: string;
  /** The file that declares it; null where no document does. */
  readonly file: string | null;
  /** Where its document begins in the file, from 1. */
  readonly line: number | null;
  /** What Policy, as it is declared, says about it; of a Policy, all that it says. */
  readonly rules: readonly RuleInWords[];
  /** Commands that take the address. */
  readonly next: readonly ExplainedCommand[];
}

/** A command, and what it does. */
export interface ExplainedCommand {
  /** As it is typed. */
  readonly command: string;
  /** What it does. */
  readonly does: string;
}
