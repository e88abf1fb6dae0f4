import type { Document, DocumentPath } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import type { Kind } from "../model/kind.ts";
import type { Complaint } from "./check-references.ts";
import { valueAt } from "./edit-value.ts";

/** Values that a unique index lets one row have, and two documents of a kind declare. */
export function uniqueComplaints(kinds: readonly Kind[], documents: readonly Document[]): Complaint[] {
  const fields = kinds.flatMap((kind) => uniquePaths(kind).map((path) => ({ kind: kind.name, path })));
  return fields.flatMap(({ kind, path }) => {
    const first = new Map<Json, Document>();
    return documents.flatMap((document): Complaint | readonly Complaint[] => {
      const value = document.kind === kind ? (valueAt(document.spec, path) ?? null) : null;
      if (value === null) return none;
      const other = first.get(value);
      if (other) return repeated({ document, path, value, other });
      first.set(value, document);
      return none;
    });
  });
}

/** Two documents that would both continue one row. */
export function movedFromComplaints(documents: readonly Document[]): Complaint[] {
  const path = ["metadata", "movedFrom"];
  const first = new Map<string, Document>();
  return documents.flatMap((document): Complaint | readonly Complaint[] => {
    const { kind, movedFrom, name } = document;
    if (movedFrom === undefined || movedFrom === name) return none;
    const key = `${kind}\0${movedFrom}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, document);
    if (other === undefined || other.name === name) return none;
    const message = `movedFrom ${movedFrom} is that of ${kind.toLowerCase()} ${other.name} too`;
    return { document, path, code: "V7-D048", message, first: { document: other, path } };
  });
}

const none: readonly Complaint[] = [];

function uniquePaths({ table, part }: Kind): readonly DocumentPath[] {
  if (part) return [];
  return (table?.fields ?? []).filter(({ unique }) => unique === true).map(({ field }) => field.split("."));
}

interface Repetition {
  readonly document: Document;
  readonly path: DocumentPath;
  readonly value: Json;
  readonly other: Document;
}

function repeated({ document, path, value, other }: Repetition): Complaint {
  const place = ["spec", ...path];
  const message = `${path.join(".")} ${String(value)} is that of ${other.kind.toLowerCase()} ${other.name} too`;
  return { document, path: place, code: "V7-D046", message, first: { document: other, path: place } };
}
