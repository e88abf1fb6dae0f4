import { deeds } from "../model/deed.ts";
import type { Document, DocumentPath } from "../model/document.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Kind, Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { labelsField, protectField } from "../model/resource.ts";
import type { Complaint } from "./check-references.ts";
import { describeKind } from "./describe-kind.ts";
import { plainText } from "./problem.ts";

/**
 * What Policy says in words that mean nothing: a kind, a field or a value that no change can have. Such a rule asks nobody
 * for anything, and looks as if it did.
 */
export function policyComplaints(kinds: Kinds, documents: readonly Document[]): Complaint[] {
  return documents
    .filter(({ kind }) => kind === "Policy")
    .flatMap((document) =>
      [...driftFaults(kinds, document.spec), ...approvalFaults(kinds, document.spec)].map(
        ({ path, message }): Complaint => ({ document, path: ["spec", ...path], code: "V7-D027", message }),
      ),
    );
}

interface Fault {
  readonly path: DocumentPath;
  readonly message: string;
}

function driftFaults(kinds: Kinds, { drift }: JsonObject): Fault[] {
  const exceptions = isJsonObject(drift) && isJsonObject(drift.kinds) ? Object.keys(drift.kinds) : [];
  const known = kinds.all.map(({ name }) => name);
  return exceptions.flatMap((name) =>
    known.includes(name)
      ? []
      : [{ path: ["drift", "kinds", name], message: `no kind ${plainText(name)}${kindMeant(name, known)}` }],
  );
}

function approvalFaults(kinds: Kinds, { approvals }: JsonObject): Fault[] {
  if (!Array.isArray(approvals)) return [];
  return approvals.flatMap((rule: Json, index): Fault[] => {
    const when = isJsonObject(rule) && isJsonObject(rule.when) ? rule.when : {};
    const [fault] = [kindFault(kinds, when), fieldFault(kinds, when), valueFault(kinds, when)].filter(
      (found) => found !== undefined,
    );
    return fault ? [{ path: ["approvals", index, "when", ...fault.path], message: fault.message }] : [];
  });
}

function kindFault(kinds: Kinds, { kind }: JsonObject): Fault | undefined {
  const known = [...kinds.all.map(({ name }) => name), ...Object.keys(deeds)];
  if (typeof kind !== "string" || known.includes(kind)) return undefined;
  return { path: ["kind"], message: `no kind ${plainText(kind)}${kindMeant(kind, known)}; the rule matches nothing` };
}

function fieldFault(kinds: Kinds, { kind, action, field }: JsonObject): Fault | undefined {
  if (typeof field !== "string") return undefined;
  if (action === "delete")
    return { path: ["field"], message: "a delete changes no field; leave field out, or the rule matches nothing" };
  const known = [...new Set(concerned(kinds, kind).flatMap((one) => fieldsOf(kinds, one).map(({ name }) => name)))];
  if (known.includes(field)) return undefined;
  const owner = typeof kind === "string" ? kind : "any kind";
  const message = `${plainText(field)} is no field of ${owner}${meant(field, known)}; the rule matches nothing`;
  return { path: ["field"], message };
}

function valueFault(kinds: Kinds, { kind, field, to }: JsonObject): Fault | undefined {
  if (to === undefined) return undefined;
  if (typeof field !== "string")
    return { path: ["to"], message: "to says what a field changes to; name the field, or the rule matches nothing" };
  const possible = concerned(kinds, kind).flatMap((one) => fieldsOf(kinds, one).filter(({ name }) => name === field));
  if (possible.some((one) => mayBe(one, to))) return undefined;
  const values = [...new Set(possible.flatMap(({ values: list = [] }) => list))];
  const shown = values.length > 0 ? `; it may be ${values.join(", ")}` : "";
  const word = typeof to === "string" ? plainText(to) : JSON.stringify(to);
  return { path: ["to"], message: `${field} is never ${word}${shown}; the rule matches nothing` };
}

/** The kinds a rule is about; a deed's changes have the fields of none. */
function concerned(kinds: Kinds, kind: Json | undefined): readonly Kind[] {
  return typeof kind === "string" ? kinds.all.filter(({ name }) => name === kind) : kinds.all;
}

/** A field as plans call it, and the values it may have. */
interface PlannedField {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly values?: readonly string[];
}

/** What a change of this kind may name: the fields of its schema, flattened where its table has a column for each part. */
function fieldsOf(kinds: Kinds, kind: Kind): PlannedField[] {
  const owner = kind.part ? kind.part.of : kind.name;
  const prefix = kind.part ? `spec.${kind.part.list}[].` : "spec.";
  const lists = kinds.all.flatMap(({ part }) => (part?.of === kind.name ? [part.list] : []));
  const columns = new Set(kind.table?.fields.map(({ field }) => field));
  const described = (describeKind(owner)?.fields ?? [])
    .filter(({ path }) => path.startsWith(prefix))
    .map((field): PlannedField => ({ ...field, name: field.path.slice(prefix.length) }))
    .filter(({ name }) => !name.includes("[]") && !lists.includes(name));
  const isPlanned = ({ name }: PlannedField): boolean =>
    columns.has(name) || isOfFile(kind, name) || (!name.includes(".") && !isFlattened(kind, name));
  const texts = (kind.attachments ?? []).map((name): PlannedField => ({ name: `${name}.text`, ...anyText }));
  return [...described.filter(isPlanned), ...texts, ...metadata];
}

function isFlattened(kind: Kind, name: string): boolean {
  return [...(kind.table?.fields ?? [])].some(({ field }) => field.startsWith(`${name}.`));
}

/** `migrationScript.sha256`, of `{file, sha256}`. */
function isOfFile({ attachments = [] }: Kind, name: string): boolean {
  return attachments.some((attachment) => name.startsWith(`${attachment}.`));
}

const anyText = { type: "text", nullable: true };
const metadata: readonly PlannedField[] = [
  { name: labelsField, type: "mapping", nullable: true },
  { name: protectField, type: "true or false", nullable: false },
];

function mayBe({ type, nullable, values }: PlannedField, to: Json): boolean {
  if (to === null) return nullable;
  if (values !== undefined) return values.includes(String(to));
  if (type === "whole number" || type === "number") return typeof to === "number";
  if (type === "true or false") return typeof to === "boolean";
  return type !== "text" && type !== "time" ? true : typeof to === "string";
}

function kindMeant(word: string, known: readonly string[]): string {
  return meant(word, known) || ` (there are ${known.join(", ")})`;
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `; did you mean ${near}`;
}
