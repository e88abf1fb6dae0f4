// Made from schemas/v1/output/show.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address } from "./plan-file.ts";

/** A resource's three sides. */
export interface ShowOutput {
  readonly address: Address;
  /** The kind of document. */
  readonly kind: string;
  /** File and line that declare it. */
  readonly source: string | null;
  /** Every field known to one of the sides. */
  readonly fields: readonly FieldSides[];
}

/** One field on its three sides. */
export interface FieldSides {
  /** Dotted path in the spec. */
  readonly field: string;
  /** What the document says. */
  readonly declared: Json;
  /** What v7 last wrote. */
  readonly applied: Json;
  /** What the row holds. */
  readonly live: Json;
  /** The sides that say something of it, be it null. The others are null because it is not declared, was never applied, or the row is gone. */
  readonly known_to: readonly ("declared" | "applied" | "live")[];
}
