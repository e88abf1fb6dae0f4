// Made from schemas/v1/output/phase-list.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address } from "./plan-file.ts";

/** Phases, or one document edited by a verb. */
export interface PhaseListOutput {
  /** All phases, in order. */
  readonly phases: readonly {
    readonly address: Address;
    /** Its name. */
    readonly name: string | null;
    /** Its status. */
    readonly status: string | null;
    readonly [key: string]: Json;
  }[];
}
