import { deeds } from "../model/deed.ts";
import type { Document, DocumentPath } from "../model/document.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { isAddress } from "../model/inet.ts";
import { fieldSpecOf, type Kind, type Kinds } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { labelsField, protectField } from "../model/resource.ts";
import type { Complaint } from "./check-references.ts";
import { describeKind } from "./describe-kind.ts";
import { plainText } from "./problem.ts";
import { formats } from "./validation.ts";

/**
 * What Policy says in words that mean nothing: a kind, a field or a value that no change can have. Such a rule asks nobody
 * for anything, and looks as if it did.
 */
export function policyComplaints(kinds: Kinds, documents: readonly Document[]): Complaint[] {
  return documents
    .filter(({ kind }) => kind === "Policy")
    .flatMap((document) =>
      [
        ...branchFaults(document.spec),
        ...driftFaults(kinds, document.spec),
        ...approvalFaults({ kinds, documents }, document.spec),
      ].map(({ path, message }): Complaint => ({ document, path: ["spec", ...path], code: "V7-D027", message })),
    );
}

interface Fault {
  readonly path: DocumentPath;
  readonly message: string;
}

/** What git would not let anybody call a branch, and what is the long name of one. */
function branchFaults({ applyFrom }: JsonObject): Fault[] {
  const branch = isJsonObject(applyFrom) ? applyFrom.branch : undefined;
  if (typeof branch !== "string") return [];
  const path = ["applyFrom", "branch"];
  const long = /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(branch)?.[1];
  if (long !== undefined) return [{ path, message: `a branch is named without refs/: write ${plainText(long)}` }];
  return isBranchName(branch) ? [] : [{ path, message: `${plainText(branch)} cannot be the name of a branch` }];
}

function isBranchName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- git refuses control characters, and so do we
  return !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|\/\.|[/.]$|\.lock(?:\/|$)|^@$/.test(name);
}

/** What a rule is held against. */
interface Declared {
  readonly kinds: Kinds;
  readonly documents: readonly Document[];
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

function approvalFaults(declared: Declared, { approvals }: JsonObject): Fault[] {
  const { kinds } = declared;
  if (!Array.isArray(approvals)) return [];
  return approvals.flatMap((rule: Json, index): Fault[] => {
    const when = isJsonObject(rule) && isJsonObject(rule.when) ? rule.when : {};
    const [fault] = [kindFault(kinds, when), fieldFault(kinds, when), valueFault(declared, when)].filter(
      (found) => found !== undefined,
    );
    return fault ? [{ path: ["approvals", index, "when", ...fault.path], message: fault.message }] : [];
  });
}

function kindFault(kinds: Kinds, { kind, action }: JsonObject): Fault | undefined {
  const known = [...kinds.all.map(({ name }) => name), ...Object.keys(deeds)];
  if (typeof kind !== "string") return undefined;
  if (Object.hasOwn(deeds, kind) && action !== undefined && action !== "create")
    return { path: ["action"], message: `a ${kind} is only ever a create; the rule matches nothing` };
  if (known.includes(kind)) return undefined;
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

function valueFault({ kinds, documents }: Declared, { kind, field, to }: JsonObject): Fault | undefined {
  if (to === undefined) return undefined;
  if (typeof field !== "string")
    return { path: ["to"], message: "to says what a field changes to; name the field, or the rule matches nothing" };
  const possible = concerned(kinds, kind).flatMap((one) =>
    fieldsOf(kinds, one).flatMap((known) => (known.name === field ? [{ ...known, kind: one }] : [])),
  );
  const word = typeof to === "string" ? plainText(to) : JSON.stringify(to);
  const fitting = possible.filter((one) => mayBe(one, to));
  const missing = fitting.map((one) => unknownName(one, { to, documents }));
  if (missing.some((name) => name === undefined)) return undefined;
  const [stranger] = missing;
  if (stranger !== undefined) return { path: ["to"], message: `no ${stranger} ${word}; the rule matches nothing` };
  const values = [...new Set(possible.flatMap(({ values: list = [] }) => list))];
  const shown = values.length > 0 ? `; it may be ${values.join(", ")}` : "";
  return { path: ["to"], message: `${field} is never ${word}${shown}; the rule matches nothing` };
}

/** The kind whose documents have no such name, where the field holds one of them; undefined where all is well. */
function unknownName(
  { kind, name }: PlannedField & { readonly kind: Kind },
  { to, documents }: Pick<Declared, "documents"> & { readonly to: Json },
): string | undefined {
  if (typeof to !== "string") return undefined;
  const source = { file: "", index: 0, line: 1 };
  const asked = kind.references?.({ kind: kind.name, name: "", protect: false, spec: { [name]: to }, source }) ?? [];
  const [reference] = asked.filter((one) => one.name === to && one.path.at(-1) === name);
  if (reference === undefined) return undefined;
  const known = documents.filter((document) => document.kind === reference.kind);
  return known.length === 0 || known.some((document) => document.name === to)
    ? undefined
    : reference.kind.toLowerCase();
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

/** Whether a field may ever be one value: a list or a mapping is none. */
function mayBe({ kind, name, type, nullable, values }: PlannedField & { readonly kind: Kind }, to: Json): boolean {
  if (to === null) return nullable;
  if (values !== undefined) return values.includes(String(to));
  if (fieldSpecOf(kind, name)?.type === "inet") return typeof to === "string" && isAddress(to);
  switch (type) {
    case "whole number":
      return typeof to === "number" && Number.isInteger(to) && Math.abs(to) <= largestInteger;
    case "number":
      return typeof to === "number";
    case "true or false":
      return typeof to === "boolean";
    case "time":
      return typeof to === "string" && formats["timestamp"]?.(to) === true;
    case "text":
      return typeof to === "string";
    default:
      return !/^(?:list|set|mapping)/.test(type);
  }
}

/** What an INTEGER column holds. */
const largestInteger = 2_147_483_647;

function kindMeant(word: string, known: readonly string[]): string {
  return meant(word, known) || ` (there are ${known.join(", ")})`;
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `; did you mean ${near}`;
}
