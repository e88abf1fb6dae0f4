import type { Address } from "../model/address.ts";
import type { Document, DocumentEdit, DocumentPath } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { fieldSpecOf, type Kind, type Kinds } from "../model/kind.ts";
import { labelsField, protectField, type Resource } from "../model/resource.ts";

/** Where a field stands in its document: `approval.status` → `["spec", "approval", "status"]`; of a part, below its entry. */
export function fieldPath(field: string, base: DocumentPath = wholeSpec): DocumentPath {
  if (field === labelsField || field === protectField) return field.split(".");
  return [...base, ...field.split(".")];
}

const wholeSpec: DocumentPath = ["spec"];

/** The edit that gives a field a value. */
export function setField(field: string, value: Json): DocumentEdit {
  return { action: "set", path: fieldPath(field), value };
}

/**
 * The edit that makes a document say what a row holds: a column is emptied by an explicit null, and a field without a column
 * is simply no longer declared.
 */
export function takeField(kind: Kind | undefined, field: string, value: Json): DocumentEdit {
  const hasColumn = kind !== undefined && fieldSpecOf(kind, field) !== undefined;
  return value === null && !hasColumn ? { action: "remove", path: fieldPath(field) } : setField(field, value);
}

/** The resource of an address in the document that declares it. */
export function resourceIn(kinds: Kinds, document: Document, address: Address): Resource | undefined {
  return kinds
    .byName(document.kind)
    ?.expand(document)
    .find((resource) => resource.address === address);
}
