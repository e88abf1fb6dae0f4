import type { Document, DocumentPath } from "../model/document.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { type Kind, partName } from "../model/kind.ts";
import type { Complaint } from "./check-references.ts";
import { valueAt } from "./edit-value.ts";

/** The key by which v7 tells rows that were taken out of use: a document that has it would have its row vanish. */
export function reservedComplaints(kinds: readonly Kind[], documents: readonly Document[]): Complaint[] {
  const marked = kinds.filter(({ table }) => table?.retirement?.marker === "metadata.retiredAt");
  const owners = new Set(marked.map(({ name, part }) => part?.of ?? name));
  const concerned = documents.filter(({ kind }) => owners.has(kind));
  return concerned.flatMap((document) =>
    marked
      .flatMap((kind) => metadataPaths(document, kind))
      .flatMap((path): Complaint[] => {
        const metadata = valueAt(document.spec, path);
        if (!isJsonObject(metadata) || !Object.hasOwn(metadata, "retiredAt")) return [];
        const message = "retiredAt is v7's own mark of rows that are out of use; choose another key";
        return [{ document, path: ["spec", ...path, "retiredAt"], code: "V7-D047", message }];
      }),
  );
}

/** Where a document has the `metadata` of a kind's rows, below its spec. */
function metadataPaths(document: Document, { name, part }: Kind): DocumentPath[] {
  if (part === undefined) return document.kind === name ? [["metadata"]] : [];
  if (document.kind !== part.of) return [];
  return entries(document, part.list).map((_, index) => [part.list, index, "metadata"]);
}

/**
 * What a schema cannot say of lists whose entries are resources: each name once, and one at most of what there may be
 * one of. `kinds` are those of parts.
 */
export function partComplaints(kinds: readonly Kind[], documents: readonly Document[]): Complaint[] {
  const byOwner = Map.groupBy(kinds, ({ part }) => part?.of);
  return documents
    .filter(({ kind }) => byOwner.has(kind))
    .flatMap((document) =>
      (byOwner.get(document.kind) ?? []).flatMap((kind) => [
        ...repeatedNames(document, kind),
        ...crowded(document, kind),
      ]),
    );
}

function repeatedNames(document: Document, { part }: Kind): Complaint[] {
  if (!part) return [];
  const seen = new Map<string, DocumentPath>();
  return entries(document, part.list).flatMap((entry, index): Complaint[] => {
    const written = String(entry[part.key]);
    const name = partName(part, entry[part.key]);
    const path = ["spec", part.list, index, part.key];
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, path);
      return [];
    }
    const spelt = written === name ? "" : ` (written ${written} here)`;
    const message = `${part.list} has ${name} twice${spelt}`;
    return [{ document, path, code: "V7-D024", message, first: { document, path: first } }];
  });
}

function crowded(document: Document, { part, table }: Kind): Complaint[] {
  if (!part || !table) return [];
  return table.fields.flatMap(({ field, uniqueWithin }): Complaint[] => {
    if (uniqueWithin === undefined) return [];
    const indexes = entries(document, part.list).flatMap((entry, index) => (entry[field] === true ? [index] : []));
    const [, second] = indexes;
    if (second === undefined) return [];
    const message = `${indexes.length} entries of ${part.list} have ${field} true; one may`;
    return [{ document, path: ["spec", part.list, second, field], code: "V7-D024", message }];
  });
}

function entries({ spec }: Document, list: string): readonly { readonly [field: string]: Json }[] {
  const value = spec[list];
  return Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [];
}
