import type { Code } from "../model/codes/codes.ts";
import type { Document, DocumentPath } from "../model/document.ts";
import { type EnumName, readEnumName } from "../model/enum-name.ts";
import type { Json } from "../model/json.ts";
import type { Complaint } from "./check-references.ts";
import { plainText } from "./problem.ts";

/** So many bytes PostgreSQL keeps of a name and of a label. */
const mostBytes = 63;

/**
 * What no enum can be called or hold, a name that says another database than its plan, and two plans for one enum; a schema
 * that is left out may be the one that another plan names, and only the target knows.
 */
export function enumComplaints(documents: readonly Document[]): Complaint[] {
  const first = new Map<string, Document>();
  return documents
    .filter(({ kind }) => kind === "EnumPlan")
    .flatMap((document) => {
      const name = readEnumName(document.name);
      if (name === undefined) return [complaint(document, namePath, "V7-E010", noName(document.name))];
      return [...longNames(document, name), ...otherDatabase(document, name), ...second(document, name, first)];
    });
}

const namePath = ["metadata", "name"];

function noName(name: string): string {
  return `${plainText(name)} is no name of an enum's plan: it is [target/][schema.]type, and a part with a dot, a slash or a quote stands in double quotes`;
}

function longNames(document: Document, { schema, type }: EnumName): Complaint[] {
  const { targetName, targetValues, currentValues } = document.spec;
  const texts: readonly (readonly [DocumentPath, Json | undefined | null])[] = [
    [namePath, schema],
    [namePath, type],
    ...partsOf(targetName).map((part) => [["spec", "targetName"], part] as const),
    ...listed("currentValues", currentValues),
    ...listed("targetValues", targetValues),
  ];
  return texts.flatMap(([path, text]) => {
    if (typeof text !== "string" || Buffer.byteLength(text) <= mostBytes) return [];
    const message = `${plainText(text)} has ${Buffer.byteLength(text)} bytes; PostgreSQL keeps ${mostBytes} of a name or a label`;
    return [complaint(document, path, "V7-E011", message)];
  });
}

/** Its schema may stand in front. */
function partsOf(name: Json | undefined): readonly (string | null)[] {
  const parts = typeof name === "string" ? readEnumName(name) : undefined;
  return parts === undefined ? [] : [parts.schema, parts.type];
}

function listed(field: string, values: Json | undefined): (readonly [DocumentPath, Json])[] {
  return Array.isArray(values) ? values.map((value, index) => [["spec", field, index], value] as const) : [];
}

function otherDatabase(document: Document, { target, schema }: EnumName): Complaint[] {
  const { database } = document.spec;
  if (typeof database !== "string" || database === target || (target === null && schema === null)) return [];
  const message =
    target === null
      ? `its name has a schema, so it says the database too: ${plainText(database)}/${plainText(document.name)}`
      : `its name says the database ${plainText(target)}, and this ${plainText(database)}`;
  return [complaint(document, ["spec", "database"], "V7-E012", message)];
}

/** Names are unique as they are written; quotes that were not needed make another name of the same enum. */
function second(document: Document, name: EnumName, first: Map<string, Document>): Complaint[] {
  const target = name.target ?? document.spec.database ?? null;
  const key = JSON.stringify([target, name.schema ?? "", name.type]);
  const earlier = first.get(key);
  if (earlier === undefined) first.set(key, document);
  if (earlier === undefined || earlier.name === document.name) return [];
  const message = `${plainText(document.name)} is the enum of ${plainText(earlier.name)} too`;
  return [{ ...complaint(document, namePath, "V7-E013", message), first: { document: earlier, path: namePath } }];
}

function complaint(document: Document, path: DocumentPath, code: Code, message: string): Complaint {
  return { document, path, code, message };
}
