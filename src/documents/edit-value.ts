import type { DocumentEdit, DocumentPath } from "../model/document.ts";
import { isJsonObject, type Json } from "../model/json.ts";

/** What a document's value becomes by an edit. Missing mappings on the way are created. */
export function editValue(value: Json, edit: DocumentEdit): Json {
  if (edit.action === "remove") return changeAt(value, edit.path, () => undefined) ?? null;
  if (edit.action === "set") return changeAt(value, edit.path, () => edit.value) ?? null;
  return changeAt(value, edit.path, (list) => (Array.isArray(list) ? [...list, edit.value] : [edit.value])) ?? null;
}

/** The value at a path; undefined when there is none. */
export function valueAt(value: Json | undefined, path: DocumentPath): Json | undefined {
  let current = value;
  for (const step of path) {
    if (typeof step === "number") current = Array.isArray(current) ? (current as readonly Json[])[step] : undefined;
    else current = isJsonObject(current) && Object.hasOwn(current, step) ? current[step] : undefined;
  }
  return current;
}

type Change = (value: Json | undefined) => Json | undefined;

function changeAt(value: Json | undefined, path: DocumentPath, change: Change): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (typeof step === "number") return changeItem(Array.isArray(value) ? value : [], step, rest, change);
  return changeMember(isJsonObject(value) ? value : {}, step, rest, change);
}

function changeItem(items: readonly Json[], index: number, rest: DocumentPath, change: Change): Json {
  const changed = changeAt(items[index], rest, change);
  return changed === undefined ? items.toSpliced(index, 1) : items.toSpliced(index, 1, changed);
}

function changeMember(object: { readonly [key: string]: Json }, key: string, rest: DocumentPath, change: Change): Json {
  const before = Object.hasOwn(object, key) ? object[key] : undefined;
  const changed =
    before === undefined && rest.length > 0 && change(undefined) === undefined
      ? undefined
      : changeAt(before, rest, change);
  const others = Object.entries(object).filter(([name]) => name !== key);
  if (changed === undefined) return Object.fromEntries(others);
  if (before === undefined) return Object.fromEntries([...others, [key, changed]]);
  return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, name === key ? changed : member]));
}
