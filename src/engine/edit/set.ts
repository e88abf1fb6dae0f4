import { valueAt } from "../../documents/edit-value.ts";
import { describeKind, type FieldDescription } from "../../documents/describe-kind.ts";
import type { Address } from "../../model/address.ts";
import type { Answer } from "../../model/answer.ts";
import type { DocumentEdit, DocumentPath } from "../../model/document.ts";
import { decimalText, ExactNumber } from "../../model/exact-number.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json, type JsonObject, parseJsonAsWritten, sameJson } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { editState, requireDocument } from "../../workspace/edit-state.ts";
import { resourceIn } from "../../workspace/field-path.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type Assignment, assignedPath } from "./assignment.ts";
import { edited } from "./edited.ts";

export interface SetRequest {
  readonly address: Address;
  readonly assignments: readonly Assignment[];
}

/** Edits fields of one document. Values are read by the field's type: lists and mappings as JSON. */
export async function setFields(
  workspace: Workspace,
  { address, assignments }: SetRequest,
): Promise<Answer<SetOutput>> {
  const state = await readValidState(workspace);
  const document = requireDocument(state, address);
  const fields = fieldsAt(workspace.kinds, document.kind, address);
  const at = resourceIn(workspace.kinds, document, address)?.path ?? ["spec"];
  const present = valueAt({ spec: document.spec }, at);
  const spec = isJsonObject(present) ? present : {};
  const edits = assignments.flatMap((assignment) => editsOf(spec, fields, assignment));
  return edited(await editState(workspace, state, [{ action: "edit", address, edits }]));
}

/** What the schema says about the fields of the resource; a part's are those of its list's entries, as if they stood in a spec. */
function fieldsAt(kinds: Kinds, kind: string, address: Address): readonly FieldDescription[] {
  const fields = describeKind(kind)?.fields ?? [];
  const part = kinds.ofAddress(address)?.part;
  if (!part) return fields;
  const prefix = `spec.${part.list}[].`;
  return fields.flatMap((field) =>
    field.path.startsWith(prefix) ? [{ ...field, path: `spec.${field.path.slice(prefix.length)}` }] : [],
  );
}

/** The edits of a document that an assignment means; `spec` is what the document holds so far. Throws V7-P020, V7-D023. */
export function editsOf(
  spec: JsonObject,
  fields: readonly FieldDescription[],
  { field, operator, value }: Assignment,
): DocumentEdit[] {
  const path = assignedPath(spec, fields, field);
  if (operator === "=") return [{ action: "set", path, value: readValue(fields, path.join("."), value) }];
  const items = listAt(spec, path, field.join("."));
  const item = readValue(fields, `${path.join(".")}[]`, value, itemTypeOf(items));
  const index = items.findIndex((other) => sameJson(other, item));
  if (operator === "+=") return index >= 0 ? [] : [{ action: "append", path, value: item }];
  if (index < 0)
    throw new Failure(
      "V7-P020",
      `${field.join(".")} has no item ${value}; it has ${items.map(shown).join(", ") || "none"}`,
    );
  return [{ action: "remove", path: [...path, index] }];
}

/** What a list holds where its schema does not say: as what stands in it. */
function itemTypeOf(items: readonly Json[]): string | undefined {
  if (items.length === 0) return undefined;
  return items.every((item) => typeof item === "string") ? "text" : "value";
}

function shown(item: Json): string {
  return typeof item === "string" ? item : JSON.stringify(item);
}

const textTypes = new Set(["text", "one of", "time"]);

/** Text stays text, so that `set task/1.1 name=true` means the word. */
function readValue(fields: readonly FieldDescription[], path: string, text: string, otherwise?: string): Json {
  const type = typeAt(fields, path) ?? otherwise;
  if (text === "null") return null;
  if (type !== undefined) return textTypes.has(type) ? text : readAs(type, path, text);
  // Where any value may stand, a word stays the word; what is written as a mapping or a list is one.
  const value = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
  return typeof value === "object" ? value : text;
}

/** A number or a yes that is none is told by the check of the document; how a list or a mapping is written is told here. */
function readAs(type: string, path: string, text: string): Json {
  const value = parsed(text);
  const [isList, isMapping] = [/^(?:set|list)\b/.test(type), type.startsWith("mapping")];
  if (isList && !Array.isArray(value)) throw noJson(path, type, text);
  if (isMapping && !isJsonObject(value ?? null)) throw noJson(path, "mapping", text);
  return value ?? text;
}

function noJson(path: string, type: string, text: string): Failure {
  const field = path.replace(/^spec\./, "").replace(/\[\]$/, "");
  const item = type.endsWith("mappings") ? example : JSON.stringify(text);
  const next =
    type === "mapping"
      ? [`${field}${path.endsWith("[]") ? "+=" : "="}'${example}'`]
      : [`${field}+=${item === example ? `'${example}'` : text}`, `${field}='[${item}]'`];
  return new Failure("V7-D050", `${field} takes a ${type}, written as JSON`, { next });
}

const example = `{"KEY": "VALUE"}`;

/** The type that the schema gives a field; `[]` asks for that of a list's items. */
function typeAt(fields: readonly FieldDescription[], path: string): string | undefined {
  const own = fields.find((field) => field.path === path)?.type;
  if (own !== undefined || !path.endsWith("[]")) return own;
  const list = fields.find((field) => `${field.path}[]` === path)?.type;
  return /^(?:set|list) of (.*)$/.exec(list ?? "")?.[1];
}

/** Undefined for what is no JSON. Throws V7-D045 where a number within would come back as another text. */
function parsed(text: string): Json | undefined {
  const value = attempted(text);
  if (typeof value === "object") refuseRestated(value);
  return value;
}

function attempted(text: string): Json | undefined {
  try {
    return parseJsonAsWritten(text);
  } catch {
    return undefined;
  }
}

/** As documents do: nobody can tell whether 1.10 was meant as a number. */
function refuseRestated(value: Json): void {
  if (value instanceof ExactNumber) {
    const reads = decimalText(value.text);
    if (reads === value.text) return;
    const message = `${value.text} would come back as ${reads}; write "${value.text}" to keep it as text, or ${reads}`;
    throw new Failure("V7-D045", message);
  }
  if (typeof value === "object" && value !== null) Object.values(value).forEach(refuseRestated);
}

function listAt(spec: JsonObject, path: DocumentPath, field: string): readonly Json[] {
  const value = valueAt({ spec }, path) ?? null;
  if (value === null) return [];
  if (Array.isArray(value)) return value as readonly Json[];
  throw new Failure("V7-P020", `${field} is no list; use ${field}=VALUE`);
}
