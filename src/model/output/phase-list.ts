// Made from schemas/v1/output/phase-list.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** The phases as the documents declare them. */
export interface PhaseListOutput {
  /** All phases, in order. */
  readonly phases: readonly ListedResource[];
}

/** A declared resource and what it waits for. */
export interface ListedResource {
  readonly address: Address;
  /** What people call it. */
  readonly name: string | null;
  /** Its declared status. */
  readonly status: string | null;
  /** What it waits for. */
  readonly depends_on: readonly Address[];
}
