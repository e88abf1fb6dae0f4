import { addressOf } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { FieldSpec, TableSpec } from "../model/kind.ts";
import { type Fields, labelsField, protectField, type Resource } from "../model/resource.ts";

/** The one resource of a document whose spec fields are its table's fields. */
export function resourceOf(document: Document, segment: string, table: TableSpec): Resource {
  return {
    ...envelopeOf(document, segment),
    fields: { ...metadataFields(document), ...columnFields(document.spec, table.fields) },
  };
}

/** The one resource of a document without a table: every top-level spec field is a field. */
export function tablelessResourceOf(document: Document, segment: string): Resource {
  return { ...envelopeOf(document, segment), fields: { ...metadataFields(document), ...document.spec } };
}

/** Reads the declared fields out of a spec; a field that is not declared is left out. */
function columnFields(spec: JsonObject, fields: readonly FieldSpec[]): Fields {
  const declared: Record<string, Json> = {};
  for (const { field } of fields) {
    const value = valueAt(spec, field);
    if (value !== undefined) declared[field] = value;
  }
  return declared;
}

/** `approval.status` of `{approval: {status: "approved"}}`; undefined where it is not declared. */
function valueAt(spec: JsonObject, field: string): Json | undefined {
  if (!field.includes(".")) return spec[field];
  let value: Json | undefined = spec;
  for (const part of field.split(".")) {
    if (!isJsonObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

function envelopeOf(document: Document, segment: string): Omit<Resource, "fields"> {
  return {
    address: addressOf(segment, document.name),
    kind: document.kind,
    name: document.name,
    source: document.source,
    ...(document.movedFrom === undefined ? {} : { movedFrom: addressOf(segment, document.movedFrom) }),
  };
}

function metadataFields(document: Document): Fields {
  return {
    ...(document.labels === undefined ? {} : { [labelsField]: document.labels }),
    ...(document.protect ? { [protectField]: true } : {}),
  };
}
