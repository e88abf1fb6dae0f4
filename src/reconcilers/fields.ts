import { addressOfSteps } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { documentAddress, type Kind, type Part, partName, type Reference } from "../model/kind.ts";
import { type Fields, labelsField, protectField, type Resource } from "../model/resource.ts";

/**
 * The resource of a document. Its schema admits declared fields only, so every spec field is a field; those of
 * the mappings in `flatten` become dotted: `approval: {status}` is `approval.status`.
 */
export function resourceOf(
  document: Document,
  kind: Pick<Kind, "segment" | "isNamedByPath">,
  flatten: readonly string[] = [],
): Resource {
  const { name, source, movedFrom } = document;
  const metadata = metadataFields(document);
  const spec = flattened(document.spec, flatten);
  const fields = metadata === none ? spec : { ...metadata, ...spec };
  const resource = { address: documentAddress(kind, name), kind: document.kind, name, fields, source };
  return movedFrom === undefined ? resource : { ...resource, movedFrom: documentAddress(kind, movedFrom) };
}

/** The same with the entries of its lists, each a resource of its own. */
export function resourcesOf(
  document: Document,
  kind: Pick<Kind, "segment">,
  parts: readonly (Pick<Kind, "name"> & { readonly part: Part })[],
  flatten: readonly string[] = [],
): Resource[] {
  const whole = resourceOf(document, kind, flatten);
  const lists = parts.filter(({ part }) => Array.isArray(document.spec[part.list]));
  const own = Object.entries(whole.fields).filter(([field]) => !parts.some(({ part }) => part.list === field));
  return [
    { ...whole, fields: Object.fromEntries(own), lists: lists.map(({ part }) => part.list) },
    ...lists.flatMap(({ name, part }) => entriesOf(document, kind.segment, name, part)),
  ];
}

function entriesOf(document: Document, segment: string, kind: string, part: Part): Resource[] {
  return listOf(document.spec[part.list]).flatMap((entry, index): Resource[] => {
    if (!isJsonObject(entry)) return [];
    const { [part.key]: key, ...fields } = entry;
    const name = partName(part, key);
    const addressIn = (owner: string): string => addressOfSteps([segment, owner, part.segment, name]);
    return [
      {
        address: addressIn(document.name),
        kind,
        name,
        fields,
        source: document.source,
        path: ["spec", part.list, index],
        ...(document.movedFrom === undefined ? {} : { movedFrom: addressIn(document.movedFrom) }),
      },
    ];
  });
}

/** The personas that fields name: checked once there are any. */
export function personasIn(document: Document, ...fields: readonly string[]): Reference[] {
  return namesIn(document, "Persona", fields).map((reference) => ({ ...reference, optional: true }));
}

/** Phase and task, where a document belongs to one. */
export function workIn(document: Document): Reference[] {
  return [...namesIn(document, "Phase", ["phase"]), ...namesIn(document, "Task", ["task"])];
}

/** The names of another kind in fields that hold one, or a list of them. */
export function namesIn({ spec }: Document, kind: string, fields: readonly string[]): Reference[] {
  return fields.flatMap((field) => {
    const value = spec[field] ?? null;
    if (Array.isArray(value))
      return value.map((name, index) => ({ kind, name: String(name), path: ["spec", field, index] }));
    return value === null ? [] : [{ kind, name: String(value), path: ["spec", field] }];
  });
}

/** The items of an array; none of anything else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
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
