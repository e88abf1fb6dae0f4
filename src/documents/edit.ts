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

/** Where a value stands in a text of documents, or where it will. */
interface ValuePlace {
  /** Of the document, from 0. */
  readonly index: number;
  readonly path: DocumentPath;
}

function editOnce(text: string, index: number, edit: DocumentEdit): string {
  const before = valuesOf(text);
  const intended = before.map((value, position) => (position === index ? editValue(value, edit) : value));
  if (before.length <= index) throw new Failure("V7-D017", `there is no document ${index + 1} in the file`);
  const candidate = attempt(() => apply(text, index, edit));
  if (candidate !== undefined && holds(candidate, intended)) return candidate;
  return rewriteAbove(text, { index, path: edit.path }, intended);
}

/** Where an edit in place would change more than it should, the smallest part around it is written anew. */
function rewriteAbove(text: string, { index, path }: ValuePlace, intended: readonly Json[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const around = path.slice(0, length);
    const value = valueAt(intended[index], around);
    if (value === undefined) continue;
    const candidate = attempt(() => replaceAt(text, { index, path: around }, value));
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
  const place = { index, path: edit.path };
  switch (edit.action) {
    case "set":
      return set(text, place, edit.value);
    case "append":
      return append(text, place, edit.value);
    case "remove":
      return remove(text, place);
  }
}

function set(text: string, place: ValuePlace, value: Json): string {
  const { path } = place;
  const source = sourceOf(text, place);
  const { node, reached } = nodeAt(source.root, path);
  if (reached === path.length) return change(text, place, node, value);
  const step = path[reached] ?? "";
  const nested = nest(path.slice(reached + 1), value);
  const parent = path.slice(0, reached);
  if (isMap(node) && isKeptInPlace(source, parent, node))
    return spliced(text, insertPair({ source, path: parent, node }, String(step), nested));
  if (isSeq(node) && step === node.items.length && isKeptInPlace(source, parent, node)) {
    return spliced(text, insertItem({ source, path: parent, node }, node.items.length, nested));
  }
  return replaceAt(
    text,
    { ...place, path: parent },
    editValue(nodeValue(node), { action: "set", path: path.slice(reached), value }),
  );
}

function nest(path: DocumentPath, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
}

/** Collections are changed part by part, so that comments between unchanged parts stay. */
function change(text: string, place: ValuePlace, node: Node | null, value: Json): string {
  const before = nodeValue(node);
  if (sameJson(before, value)) return text;
  if (
    isMap(node) &&
    isJsonObject(value) &&
    isJsonObject(before) &&
    node.items.length > 0 &&
    Object.keys(value).length > 0
  ) {
    return changeMembers(text, place, before, value);
  }
  if (isSeq(node) && Array.isArray(value) && node.items.length > 0 && value.length > 0) {
    return changeItems(text, place, before as readonly Json[], value);
  }
  return replaceAt(text, place, value);
}

function changeMembers(text: string, place: ValuePlace, before: JsonObject, after: JsonObject): string {
  const written = Object.entries(after).reduce(
    (current, [key, member]) => set(current, below(place, key), member),
    text,
  );
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return gone.reduce((current, key) => remove(current, below(place, key)), written);
}

function changeItems(text: string, place: ValuePlace, before: readonly Json[], after: readonly Json[]): string {
  const start = sharedLength(before, after);
  const end = sharedLength(before.slice(start).toReversed(), after.slice(start).toReversed());
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  let current = text;
  for (const [position, item] of fresh.entries()) {
    const put = position < old.length ? set : insert;
    current = put(current, below(place, start + position), item);
  }
  for (let position = old.length - 1; position >= fresh.length; position -= 1) {
    current = remove(current, below(place, start + position));
  }
  return current;
}

function below({ index, path }: ValuePlace, step: string | number): ValuePlace {
  return { index, path: [...path, step] };
}

function sharedLength(left: readonly Json[], right: readonly Json[]): number {
  const differs = left.findIndex((item, position) => position >= right.length || !sameJson(item, right[position]));
  return differs < 0 ? left.length : differs;
}

/** Puts an item before the one that stands at the place, or at the list's end. */
function insert(text: string, place: ValuePlace, value: Json): string {
  const source = sourceOf(text, place);
  const path = place.path.slice(0, -1);
  const { node } = nodeAt(source.root, path);
  if (!isSeq(node)) throw new Error(`${path.join(".")} is no list`);
  return spliced(text, insertItem({ source, path, node }, Number(place.path.at(-1)), value));
}

function append(text: string, place: ValuePlace, value: Json): string {
  const { node, reached } = nodeAt(sourceOf(text, place).root, place.path);
  const isList = reached === place.path.length && isSeq(node);
  return isList ? set(text, below(place, node.items.length), value) : set(text, place, [value]);
}

function remove(text: string, place: ValuePlace): string {
  const { path } = place;
  const source = sourceOf(text, place);
  const parent = path.slice(0, -1);
  const { node, reached } = nodeAt(source.root, parent);
  const step = path.at(-1);
  if (reached < parent.length || step === undefined || nodeAt(source.root, path).reached < path.length) return text;
  const only = (isMap(node) || isSeq(node)) && node.items.length === 1 && !isInFlow(source, path);
  if (only) return replaceAt(text, { ...place, path: parent }, isMap(node) ? {} : []);
  if (isMap(node)) return spliced(text, removePair(source, node, String(step)));
  return isSeq(node) ? spliced(text, removeItem(source, node, Number(step))) : text;
}

function replaceAt(text: string, place: ValuePlace, value: Json): string {
  return spliced(text, replaceNode(sourceOf(text, place), place.path, value));
}

function sourceOf(text: string, { index }: ValuePlace): YamlText {
  const tree = parseTrees(text, true)[index];
  if (tree === undefined) throw new Error(`there is no document ${index + 1}`);
  const root = tree.contents as Node | null;
  if (isScalar(root)) throw new Error("the document is no mapping");
  return { text, root, eol: eolOf(text) };
}
