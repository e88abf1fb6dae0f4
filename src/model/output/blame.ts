// Made from schemas/v1/output/blame.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address } from "./plan-file.ts";

/** Where each field's present value comes from. */
export interface BlameOutput {
  readonly address: Address;
  /** One a field. */
  readonly entries: readonly BlameEntry[];
}

/** One field. */
export interface BlameEntry {
  /** Dotted path in the spec. */
  readonly field: string;
  /** What the row holds. */
  readonly value: Json;
  /** Null when it was written outside v7. */
  readonly apply_id: string | null;
  /** The documents' commit. */
  readonly commit: string | null;
  /** Who wrote it. */
  readonly actor: string | null;
  /** The application_name. */
  readonly application: string | null;
  /** When. ISO 8601, UTC; null when nobody recorded it. */
  readonly at: string | null;
}
