import { describeKind, type FieldDescription } from "../../documents/describe-kind.ts";
import type { Address } from "../../model/address.ts";
import type { Answer } from "../../model/answer.ts";
import type { DocumentEdit } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { editState, requireDocument } from "../../workspace/edit-state.ts";
import { fieldPath } from "../../workspace/field-path.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { edited } from "./edited.ts";

/** `field=value` replaces, `field+=value` adds an item to a list, `field-=value` takes it out. */
export interface Assignment {
  readonly field: string;
  readonly operator: "=" | "+=" | "-=";
  readonly value: string;
}

/** Reads `field=value`. Throws V7-C004. */
export function parseAssignment(text: string): Assignment {
  const match = /^([A-Za-z][\w.]*)(\+=|-=|=)([\s\S]*)$/.exec(text);
  const [, field = "", operator = "=", value = ""] = match ?? [];
  if (match) return { field, operator: operator as Assignment["operator"], value };
  throw new Failure("V7-C004", `${text} is no assignment`, { next: ["v7 set task/1.1 status=in_progress"] });
}

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
  const edits = assignments.flatMap((assignment) => editsOf(document.spec, fields, assignment));
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

function editsOf(
  spec: JsonObject,
  fields: readonly FieldDescription[],
  { field, operator, value }: Assignment,
): DocumentEdit[] {
  const path = fieldPath(field);
  if (operator === "=") return [{ action: "set", path, value: readValue(fields, field, value) }];
  const items = listAt(spec, field);
  if (operator === "+=") return items.includes(value) ? [] : [{ action: "append", path, value }];
  const index = items.indexOf(value);
  if (index < 0) throw new Failure("V7-P020", `${field} has no item ${value}; it has ${items.join(", ") || "none"}`);
  return [{ action: "remove", path: [...path, index] }];
}

/** Text stays text, so that `set task/1.1 name=true` means the word. */
function readValue(fields: readonly FieldDescription[], field: string, text: string): Json {
  const description = fields.find(({ path }) => path === fieldPath(field).join("."));
  if (text === "null") return null;
  if (
    description === undefined ||
    description.type === "text" ||
    description.type === "one of" ||
    description.type === "time"
  )
    return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function listAt(spec: JsonObject, field: string): readonly Json[] {
  let value: Json | undefined = spec;
  for (const part of field.split(".")) value = isJsonObject(value) ? value[part] : undefined;
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Failure("V7-P020", `${field} is no list; use ${field}=VALUE`);
}
