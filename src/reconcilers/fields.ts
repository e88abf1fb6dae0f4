import { addressOf } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type Fields, labelsField, protectField, type Resource } from "../model/resource.ts";

/**
 * The one resource of a document. Its schema admits declared fields only, so every spec field is a field; those of
 * the mappings in `flatten` become dotted: `approval: {status}` is `approval.status`.
 */
export function resourceOf(document: Document, segment: string, flatten: readonly string[] = []): Resource {
  return {
    address: addressOf(segment, document.name),
    kind: document.kind,
    name: document.name,
    fields: { ...metadataFields(document), ...flattened(document.spec, flatten) },
    source: document.source,
    ...(document.movedFrom === undefined ? {} : { movedFrom: addressOf(segment, document.movedFrom) }),
  };
}

function metadataFields({ labels, protect }: Document): Fields {
  if (labels === undefined && !protect) return none;
  return { ...(labels === undefined ? {} : { [labelsField]: labels }), ...(protect ? { [protectField]: true } : {}) };
}

const none: Fields = {};

function flattened(spec: JsonObject, mappings: readonly string[]): Fields {
  if (!mappings.some((mapping) => isJsonObject(spec[mapping]))) return spec;
  const fields = Object.entries(spec).flatMap(([field, value]): (readonly [string, Json])[] =>
    mappings.includes(field) && isJsonObject(value)
      ? Object.entries(value).map(([part, inner]) => [`${field}.${part}`, inner] as const)
      : [[field, value]],
  );
  return Object.fromEntries(fields);
}
