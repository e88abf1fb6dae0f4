import type { Address } from "./address.ts";
import type { DocumentPath, DocumentSource } from "./document.ts";
import type { Json } from "./json.ts";

/** Field name → value. Nested spec fields are dotted: `approval.status`. */
export type Fields = { readonly [field: string]: Json };

/** What one document declares about one row: only the fields it names; the others are unmanaged. */
export interface Resource {
  readonly address: Address;
  readonly kind: string;
  /** The document's name, or a part's own name (a service of a node). */
  readonly name: string;
  readonly fields: Fields;
  /** The address this resource had before, if its document says so. */
  readonly movedFrom?: Address;
  readonly source: DocumentSource;
  /** Where its fields stand in the document; absent: below `spec`. */
  readonly path?: DocumentPath;
  /** The lists of parts that the document has, empty ones too; those of others are not managed. */
  readonly lists?: readonly string[];
}

/** Fields every kind has beside its spec; they live in `v7_resources.spec`. */
export const labelsField = "metadata.labels";
export const protectField = "metadata.protect";
