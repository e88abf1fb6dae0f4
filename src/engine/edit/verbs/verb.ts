import type { Document, DocumentEdit } from "../../../model/document.ts";
import { isJsonObject, type Json } from "../../../model/json.ts";
import type { StateEdit } from "../../../workspace/edit-state.ts";
import { setField } from "../../../workspace/field-path.ts";

/** What was said beside the verb, by the words of the command: a word that may be said several times is a list. */
export interface Given {
  readonly [word: string]: string | readonly string[] | undefined;
}

/** Whoever does it, and when. */
export interface Hand {
  /** Who works here, as `--actor` says. */
  readonly actor: string;
  readonly now: Date;
}

/** What people do to a resource of a kind: its document moves one edge, and says what goes with it. Plan and apply do the rest. */
export interface Verb {
  /** The status that it moves to; a function where that depends on where the document stands. */
  readonly to: string | ((document: Document) => string);
  /** What else is written into the document. */
  readonly with?: (document: Document, given: Given, hand: Hand) => DocumentEdit[];
  /** What is written into others. */
  readonly others?: (document: Document, documents: readonly Document[], hand: Hand) => StateEdit[];
}

/** The verbs of a kind. */
export interface VerbTable {
  /** `task`, as in `task/1.2`. */
  readonly segment: string;
  /** The field that says where such a resource stands. */
  readonly field: string;
  readonly verbs: { readonly [verb: string]: Verb };
}

/** What was said by a word that is said once. */
export function said(given: Given, word: string): string | undefined {
  const value = given[word];
  return typeof value === "string" ? value : undefined;
}

/** What was said by a word that may be said several times. */
export function saidAll(given: Given, word: string): readonly string[] {
  const value = given[word] ?? [];
  return typeof value === "string" ? [value] : value;
}

/** What is there already is not added again, so that a command may run twice. */
export function addOnce({ spec }: Document, field: string, items: readonly Json[]): DocumentEdit[] {
  const present = spec[field];
  const list = Array.isArray(present) ? present : [];
  const missing = items.filter((item, index) => !list.includes(item) && items.indexOf(item) === index);
  if (missing.length === 0) return [];
  if (list.length === 0) return [setField(field, missing)];
  return missing.map((value) => ({ action: "append", path: ["spec", field], value }));
}

/** What solves them takes blockers away; why something was once rolled back stays on record. */
export function solvedBlockers({ spec }: Document): DocumentEdit[] {
  if (!Array.isArray(spec.blockers) || spec.blockers.length === 0) return [];
  return [setField("blockers", spec.blockers.filter(isRollback))];
}

function isRollback(blocker: Json): boolean {
  return isJsonObject(blocker) && "rollback_reason" in blocker;
}
