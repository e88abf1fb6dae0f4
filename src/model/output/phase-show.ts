// Made from schemas/v1/output/phase-show.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address } from "./plan-file.ts";
import type { FieldSides } from "./show.ts";

/** A phase's three sides, and its fields as they are meant to be. */
export interface PhaseShowOutput {
  /** What the document says of it, else what the row holds; further keys are its fields. */
  readonly phase: {
    readonly address: Address;
    /** Its name. */
    readonly name: string | null;
    /** Its status. */
    readonly status: string | null;
    readonly [key: string]: Json;
  };
  readonly address: Address;
  /** The kind of document. */
  readonly kind: string;
  /** Every field known to one of the sides. */
  readonly fields: readonly FieldSides[];
  /** File and line that declare it. */
  readonly source: string | null;
}
