import { isMap, isScalar, isSeq } from "yaml";
import type { Node } from "yaml";
import type { DocumentEdit, DocumentPath } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { isJsonObject, type Json, type JsonObject, sameJson } from "../model/json.ts";
import { insertItem, insertPair, removeItem, removePair } from "./edit-collection.ts";
import { itemsInLines, memberRemovals } from "./edit-lines.ts";
import { replaceNode } from "./edit-replace.ts";
import { editValue, valueAt } from "./edit-value.ts";
import { documentPieces } from "./new-document.ts";
import { keyFault, nodeAt, nodeValue, parseTrees } from "./parse.ts";
import { eolOf, isFlow, isInFlow, isKeptInPlace, type Splice, spliceAll, type YamlText } from "./source.ts";

/** Edits the document at `index` (from 0) of a text, and no other, as {@link editDocuments} does. */
export function editDocument(text: string, index: number, edits: readonly DocumentEdit[]): string {
  return editDocuments(text, new Map([[index, edits]]));
}

/**
 * Edits documents of a text by their indexes (from 0). Every byte outside the changes stays: comments, quotes, order, line
 * ends, indentation. Comments of a list stay with their items, wherever those go. Each document is parsed once, whatever the
 * number of its edits. Throws a Failure when a document has errors; such a text has no safe place to edit.
 */
export function editDocuments(text: string, edits: ReadonlyMap<number, readonly DocumentEdit[]>): string {
  const eol = eolOf(text);
  const pieces = documentPieces(text);
  for (const [index, own] of edits) {
    const piece = pieces[index];
    if (piece === undefined) throw new Failure("V7-D017", `there is no document ${index + 1} in the file`);
    pieces[index] = editPiece({ text: piece, eol }, own);
  }
  return pieces.join("");
}

/** A text with one document. */
type Piece = Pick<YamlText, "text" | "eol">;

function editPiece(piece: Piece, edits: readonly DocumentEdit[]): string {
  const source = sourceOf(piece);
  const before = nodeValue(source.root);
  const after = edits.reduce(editValue, before);
  const together = written(source, before, after, wholeDepth);
  return together ?? stepByStep(piece, before, after);
}

const wholeDepth = Number.POSITIVE_INFINITY;

/** The text with the value changed; undefined where that would change more than it should. */
function written(source: YamlText, before: Json, after: Json, depth: number): string | undefined {
  if (sameJson(before, after)) return source.text;
  try {
    const text = spliceAll(source.text, changes({ source, path: [], node: source.root, depth }, before, after));
    return holds(text, after) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Field by field, so that one that cannot be changed in place takes no other along. */
function stepByStep(piece: Piece, before: Json, after: Json): string {
  let { text } = piece;
  let value = before;
  for (const path of differences(before, after, [])) {
    const member = valueAt(after, path);
    const edit: DocumentEdit =
      member === undefined ? { action: "remove", path } : { action: "set", path, value: member };
    const next = editValue(value, edit);
    text = rewritten({ ...piece, text }, value, next) ?? unwritten(path, member);
    value = next;
  }
  return text;
}

/** The deeper a part may be written anew, the more stays as it is. */
function rewritten(piece: Piece, before: Json, after: Json): string | undefined {
  const source = sourceOf(piece);
  for (const depth of [wholeDepth, 5, 4, 3, 2, 1]) {
    const text = written(source, before, after, depth);
    if (text !== undefined) return text;
  }
  return undefined;
}

function unwritten(path: DocumentPath, value: Json = null): never {
  const fault = faultOfKeys(value, path);
  if (fault !== undefined) throw fault;
  throw new Error(`the edit of ${path.join(".")} could not be written without changing more than it should`);
}

/** The first key within a value that no document has, and why. */
function faultOfKeys(value: Json, path: DocumentPath): Failure | undefined {
  const seen = new Map<string, string>();
  const members = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  for (const [step, member] of members) {
    const fault = typeof step === "string" ? keyFault(step, seen) : undefined;
    if (fault !== undefined) return new Failure(fault.code, `${fault.message}, in ${path.join(".")}`);
    if (typeof step === "string") seen.set(step.normalize("NFC"), step);
    const below = faultOfKeys(member as Json, [...path, step]);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** The paths of what differs, down to the fields of a spec. */
function differences(before: Json | undefined, after: Json | undefined, path: readonly string[]): string[][] {
  if (before !== undefined && after !== undefined && sameJson(before, after)) return [];
  if (path.length === 2 || !isJsonObject(before) || !isJsonObject(after)) return [[...path]];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => differences(memberOf(before, name), memberOf(after, name), [...path, name]));
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function holds(text: string, intended: Json): boolean {
  const [tree, ...others] = parseTrees(text, false);
  return (
    tree !== undefined &&
    others.length === 0 &&
    tree.errors.length === 0 &&
    sameJson(nodeValue(tree.contents), intended)
  );
}

/** A value within a document. */
interface Place {
  readonly source: YamlText;
  readonly path: DocumentPath;
  readonly node: Node | null;
  /** From this length of the path on values are written anew as a whole. */
  readonly depth: number;
}

/** What makes one value of another: as little of the text as possible, part by part, else the whole value. */
function changes(place: Place, before: Json, after: Json): Splice[] {
  if (sameJson(before, after)) return [];
  const parts = place.path.length < place.depth ? partChanges(place, before, after) : undefined;
  return parts ?? [replaceNode(place.source, place.path, after)];
}

/** Undefined where the parts cannot be changed by themselves. */
function partChanges(place: Place, before: Json, after: Json): Splice[] | undefined {
  const { node } = place;
  try {
    if (isMap(node) && isJsonObject(before) && isJsonObject(after))
      return disjoint(memberChanges(place, before, after));
    if (isSeq(node) && Array.isArray(before) && Array.isArray(after))
      return disjoint(itemChanges(place, before as readonly Json[], after as readonly Json[]));
    return undefined;
  } catch {
    return undefined;
  }
}

/** Two changes of the same text are none. */
function disjoint(splices: Splice[]): Splice[] {
  const ordered = splices.toSorted((left, right) => left.start - right.start || left.end - right.end);
  if (ordered.some((splice, at) => at > 0 && splice.start < (ordered[at - 1]?.end ?? 0)))
    throw new Error("the changes overlap");
  return splices;
}

function memberChanges(place: Place, before: JsonObject, after: JsonObject): Splice[] {
  const { source, path, node } = place;
  if (!isMap(node) || !isKeptInPlace(source, path, node)) throw new Error("the mapping has no place for parts");
  const names = Object.keys(before);
  const gone = names.filter((name) => !Object.hasOwn(after, name));
  if (gone.length === names.length && names.length > 0) throw new Error("nothing of the mapping stays");
  const inFlow = isFlow(node) || isInFlow(source, path);
  return [
    ...names.flatMap((name) => {
      const member = memberOf(after, name);
      return member === undefined ? [] : changes(childOf(place, name), before[name] ?? null, member);
    }),
    ...(inFlow ? gone.map((name) => removePair(source, node, name)) : memberRemovals(place, node, gone)),
    ...Object.entries(after)
      .filter(([name]) => !Object.hasOwn(before, name))
      .map(([name, member]) => insertPair({ source, path, node }, name, member)),
  ];
}

function itemChanges(place: Place, before: readonly Json[], after: readonly Json[]): Splice[] {
  const { source, path, node } = place;
  if (!isSeq(node) || !isKeptInPlace(source, path, node) || after.length === 0)
    throw new Error("the list has no place for parts");
  if (isFlow(node) || isInFlow(source, path)) return itemsInBrackets(place, before, after);
  return itemsInLines(place, node, {
    before,
    after,
    changesOf: (index, item) => changes(childOf(place, index), before[index] ?? null, item),
  });
}

/** Items between brackets have no comments of their own: those of the same place are changed. */
function itemsInBrackets(place: Place, before: readonly Json[], after: readonly Json[]): Splice[] {
  const { source, path, node } = place;
  if (!isSeq(node)) throw new Error("the value is no list");
  const start = sharedLength(before, after);
  const end = sharedLength(before.slice(start).toReversed(), after.slice(start).toReversed());
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const [common, added] = [fresh.slice(0, old.length), fresh.slice(old.length)];
  return [
    ...common.flatMap((item, at) => changes(childOf(place, start + at), old[at] ?? null, item)),
    ...added.map((item) => insertItem({ source, path, node }, start + old.length, item)),
    ...old.slice(fresh.length).map((_, at) => removeItem(source, node, start + fresh.length + at)),
  ];
}

function sharedLength(left: readonly Json[], right: readonly Json[]): number {
  const differs = left.findIndex((item, position) => position >= right.length || !sameJson(item, right[position]));
  return differs < 0 ? left.length : differs;
}

function childOf({ source, path, depth }: Place, step: string | number): Place {
  const below = [...path, step];
  return { source, path: below, node: nodeAt(source.root, below).node, depth };
}

function sourceOf({ text, eol }: Piece): YamlText {
  const [tree] = parseTrees(text, true);
  if (tree === undefined || tree.errors.length > 0)
    throw new Failure("V7-D001", "the file has errors; v7 validate names them, then it can be edited");
  const root = tree.contents as Node | null;
  if (isScalar(root)) throw new Error("the document is no mapping");
  return { text, root, eol };
}
