import { isMap, isScalar, isSeq } from "yaml";
import type { Node } from "yaml";
import type { DocumentEdit, DocumentPath } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { isJsonObject, type Json, type JsonObject, sameJson } from "../model/json.ts";
import { insertItem, insertPair, removeItem, removePair } from "./edit-collection.ts";
import { replaceNode } from "./edit-replace.ts";
import { editValue, valueAt } from "./edit-value.ts";
import { nodeAt, nodeValue, parseTrees } from "./parse.ts";
import { eolOf, isInFlow, isKeptInPlace, type YamlText, spliced } from "./source.ts";

/**
 * Edits the document at `index` (from 0) of a text. Every byte outside the change stays: comments, quotes, order,
 * line ends, indentation. Throws a Failure when the document has errors; such a text has no safe place to edit.
 */
export function editDocument(text: string, index: number, edits: readonly DocumentEdit[]): string {
  return edits.reduce((current, edit) => editOnce(current, index, edit), text);
}

function editOnce(text: string, index: number, edit: DocumentEdit): string {
  const before = valuesOf(text);
  const intended = before.map((value, position) => (position === index ? editValue(value, edit) : value));
  if (before.length <= index) throw new Failure("V7-D017", `there is no document ${index + 1} in the file`);
  const candidate = attempt(() => apply(text, index, edit));
  if (candidate !== undefined && holds(candidate, intended)) return candidate;
  return rewriteAbove(text, index, edit.path, intended);
}

/** Where an edit in place would change more than it should, the smallest part around it is written anew. */
function rewriteAbove(text: string, index: number, path: DocumentPath, intended: readonly Json[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const around = path.slice(0, length);
    const value = valueAt(intended[index], around);
    if (value === undefined) continue;
    const candidate = attempt(() => replaceAt(text, index, around, value));
    if (candidate !== undefined && holds(candidate, intended)) return candidate;
  }
  throw new Error(`the edit of ${path.join(".")} could not be written without changing more than it should`);
}

function attempt(write: () => string): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}

function holds(text: string, intended: readonly Json[]): boolean {
  const values = attemptValues(text);
  return (
    values !== undefined &&
    values.length === intended.length &&
    values.every((value, position) => sameJson(value, intended[position]))
  );
}

function attemptValues(text: string): Json[] | undefined {
  const trees = parseTrees(text, false);
  return trees.some((tree) => tree.errors.length > 0) ? undefined : trees.map((tree) => nodeValue(tree.contents));
}

function valuesOf(text: string): Json[] {
  const values = attemptValues(text);
  if (values === undefined)
    throw new Failure("V7-D001", "the file has errors; v7 validate names them, then it can be edited");
  return values;
}

function apply(text: string, index: number, edit: DocumentEdit): string {
  switch (edit.action) {
    case "set":
      return set(text, index, edit.path, edit.value);
    case "append":
      return append(text, index, edit.path, edit.value);
    case "remove":
      return remove(text, index, edit.path);
  }
}

function set(text: string, index: number, path: DocumentPath, value: Json): string {
  const source = sourceOf(text, index);
  const { node, reached } = nodeAt(source.root, path);
  if (reached === path.length) return change(text, index, path, node, value);
  const step = path[reached] ?? "";
  const nested = nest(path.slice(reached + 1), value);
  const parent = path.slice(0, reached);
  if (isMap(node) && isKeptInPlace(source, parent, node))
    return spliced(text, insertPair(source, parent, node, String(step), nested));
  if (isSeq(node) && step === node.items.length && isKeptInPlace(source, parent, node)) {
    return spliced(text, insertItem(source, parent, node, node.items.length, nested));
  }
  return replaceAt(
    text,
    index,
    parent,
    editValue(nodeValue(node), { action: "set", path: path.slice(reached), value }),
  );
}

function nest(path: DocumentPath, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}

/** Collections are changed part by part, so that comments between unchanged parts stay. */
function change(text: string, index: number, path: DocumentPath, node: Node | null, value: Json): string {
  const before = nodeValue(node);
  if (sameJson(before, value)) return text;
  if (
    isMap(node) &&
    isJsonObject(value) &&
    isJsonObject(before) &&
    node.items.length > 0 &&
    Object.keys(value).length > 0
  ) {
    return changeMembers(text, index, path, before, value);
  }
  if (isSeq(node) && Array.isArray(value) && node.items.length > 0 && value.length > 0) {
    return changeItems(text, index, path, before as readonly Json[], value);
  }
  return replaceAt(text, index, path, value);
}

function changeMembers(text: string, index: number, path: DocumentPath, before: JsonObject, after: JsonObject): string {
  const written = Object.entries(after).reduce(
    (current, [key, member]) => set(current, index, [...path, key], member),
    text,
  );
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return gone.reduce((current, key) => remove(current, index, [...path, key]), written);
}

function changeItems(
  text: string,
  index: number,
  path: DocumentPath,
  before: readonly Json[],
  after: readonly Json[],
): string {
  const start = sharedLength(before, after);
  const end = sharedLength(before.slice(start).toReversed(), after.slice(start).toReversed());
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  let current = text;
  for (const [position, item] of fresh.entries()) {
    const at = [...path, start + position];
    current =
      position < old.length ? set(current, index, at, item) : insert(current, index, path, start + position, item);
  }
  for (let position = old.length - 1; position >= fresh.length; position -= 1) {
    current = remove(current, index, [...path, start + position]);
  }
  return current;
}

function sharedLength(left: readonly Json[], right: readonly Json[]): number {
  const differs = left.findIndex((item, position) => position >= right.length || !sameJson(item, right[position]));
  return differs < 0 ? left.length : differs;
}

function insert(text: string, index: number, path: DocumentPath, position: number, value: Json): string {
  const source = sourceOf(text, index);
  const { node } = nodeAt(source.root, path);
  if (!isSeq(node)) throw new Error(`${path.join(".")} is no list`);
  return spliced(text, insertItem(source, path, node, position, value));
}

function append(text: string, index: number, path: DocumentPath, value: Json): string {
  const { node, reached } = nodeAt(sourceOf(text, index).root, path);
  const isList = reached === path.length && isSeq(node);
  return isList ? set(text, index, [...path, node.items.length], value) : set(text, index, path, [value]);
}

function remove(text: string, index: number, path: DocumentPath): string {
  const source = sourceOf(text, index);
  const parent = path.slice(0, -1);
  const { node, reached } = nodeAt(source.root, parent);
  const step = path.at(-1);
  if (reached < parent.length || step === undefined || nodeAt(source.root, path).reached < path.length) return text;
  const only = (isMap(node) || isSeq(node)) && node.items.length === 1 && !isInFlow(source, path);
  if (only) return replaceAt(text, index, parent, isMap(node) ? {} : []);
  if (isMap(node)) return spliced(text, removePair(source, node, String(step)));
  return isSeq(node) ? spliced(text, removeItem(source, node, Number(step))) : text;
}

function replaceAt(text: string, index: number, path: DocumentPath, value: Json): string {
  return spliced(text, replaceNode(sourceOf(text, index), path, value));
}

function sourceOf(text: string, index: number): YamlText {
  const tree = parseTrees(text, true)[index];
  if (tree === undefined) throw new Error(`there is no document ${index + 1}`);
  const root = tree.contents as Node | null;
  if (isScalar(root)) throw new Error("the document is no mapping");
  return { text, root, eol: eolOf(text) };
}
