import type { Code } from "../model/codes/codes.ts";
import { join } from "node:path";
import type { Document, DocumentPath } from "../model/document.ts";
import { type Finding, sortFindings } from "../model/finding.ts";
import type { Reference } from "../model/kind.ts";
import { renumbering } from "./numbered.ts";
import { findCycles, hasCycle } from "../model/find-cycles.ts";
import type { Locator } from "./locate.ts";
import { plainText, type Position } from "./problem.ts";
import { decodeText, readBytes } from "./read-file.ts";

/** All documents that are to hold together. */
export interface References {
  readonly documents: readonly Document[];
  /** What a document names, as its kind says. */
  referencesOf(document: Document): readonly Reference[];
}

/**
 * What only all documents together can show: names declared twice, names that nobody declares, and dependencies in a
 * circle.
 */
export function referenceComplaints(check: References): Complaint[] {
  const { names, repeated } = indexNames(check.documents);
  const { dangling, edges } = followReferences(check, names);
  const circles = hasCycle(edges) ? cycles(check.documents, check.referencesOf) : [];
  return [...repeated, ...dangling, ...circles];
}

/** A finding whose exact place is not yet looked up. */
export interface Complaint {
  readonly document: Document;
  readonly path: DocumentPath;
  readonly code: Code;
  readonly message: string;
  /** The other place it is about. */
  readonly first?: { readonly document: Document; readonly path: DocumentPath };
}

/** Kind → name → index of the document that declares it first. */
type Names = ReadonlyMap<string, ReadonlyMap<string, number>>;

function indexNames(documents: readonly Document[]): { names: Names; repeated: Complaint[] } {
  const names = new Map<string, Map<string, number>>();
  const repeated: Complaint[] = [];
  for (const [index, document] of documents.entries()) {
    const known = names.get(document.kind) ?? new Map<string, number>();
    if (known.size === 0) names.set(document.kind, known);
    const earlier = documents[known.get(document.name) ?? -1];
    if (earlier === undefined) known.set(document.name, index);
    else repeated.push(duplicate(document, earlier));
  }
  return { names, repeated };
}

/**
 * What names nobody declares, and for each document the indexes of the documents of its own kind it names: one
 * pass, for tens of thousands of documents.
 */
function followReferences(
  { documents, referencesOf }: References,
  names: Names,
): { dangling: Complaint[]; edges: number[][] } {
  const dangling: Complaint[] = [];
  const edges = documents.map((document) => {
    const targets: number[] = [];
    for (const reference of referencesOf(document)) {
      const { kind, name, path } = reference;
      const known = names.get(kind);
      const target = known?.get(name);
      if (target !== undefined && kind === document.kind) targets.push(target);
      if (target !== undefined || (known === undefined && reference.optional === true)) continue;
      dangling.push({ document, path, code: "V7-D020", message: danglingMessage(reference, names) });
    }
    return targets;
  });
  return { dangling, edges };
}

function duplicate(document: Document, earlier: Document): Complaint {
  const next = renumbering(document, document.source.file);
  const first = `${earlier.source.file}:${earlier.source.line}`;
  const message = `${label(document.kind, document.name)} is declared twice; first at ${first}${next === undefined ? "" : `; ${next}`}`;
  return { document, path: ["metadata", "name"], code: "V7-D022", message };
}

const shownNames = 5;

function danglingMessage({ kind, name, group }: Reference, names: Names): string {
  const known = [...(names.get(kind)?.keys() ?? [])];
  const siblings = group === undefined ? [] : known.filter((other) => other.startsWith(group.prefix));
  const near = (siblings.length > 0 ? siblings : known).toSorted(byLikeness(name)).slice(0, shownNames);
  const missing = `no ${label(kind, name)}`;
  if (near.length === 0) return `${missing}; none is declared`;
  const owner = group !== undefined && siblings.length > 0 ? `${plainText(group.owner)} has` : "declared are";
  return `${missing}; ${owner} ${near.toSorted(inOrder).map(plainText).join(", ")}`;
}

/** Names that share the most beginning and end come first; cheap enough for thousands of names. */
function byLikeness(name: string): (left: string, right: string) => number {
  const likeness = (other: string): number => sharedStart(name, other) * 2 - Math.abs(name.length - other.length);
  return (left, right) => likeness(right) - likeness(left) || inOrder(left, right);
}

function sharedStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && length < right.length && left[length] === right[length]) length += 1;
  return length;
}

function inOrder(left: string, right: string): number {
  return left.localeCompare(right, "en", { numeric: true });
}

function cycles(documents: readonly Document[], referencesOf: References["referencesOf"]): Complaint[] {
  const byName = new Map(documents.map((document) => [`${document.kind} ${document.name}`, document]));
  const edges = new Map([...byName].map(([key, document]) => [key, ownKind(document, referencesOf, byName)]));
  return findCycles(edges).flatMap((cycle) => cycleComplaint(cycle, byName, referencesOf));
}

function ownKind(
  document: Document,
  referencesOf: References["referencesOf"],
  known: ReadonlyMap<string, Document>,
): string[] {
  return referencesOf(document)
    .filter(({ kind }) => kind === document.kind)
    .map(({ kind, name }) => `${kind} ${name}`)
    .filter((key) => known.has(key));
}

const shownCycle = 8;

function cycleComplaint(
  cycle: readonly string[],
  byName: ReadonlyMap<string, Document>,
  referencesOf: References["referencesOf"],
): Complaint[] {
  const [first, second] = [...cycle, ...cycle.slice(0, 1)].map((key) => byName.get(key));
  if (first === undefined || second === undefined) return [];
  const reference = referencesOf(first).find(({ kind, name }) => kind === second.kind && name === second.name);
  const names = cycle.map((key) => plainText(byName.get(key)?.name ?? ""));
  const shown = names.length > shownCycle ? [...names.slice(0, shownCycle - 1), "…"] : names;
  const round = [...shown, plainText(first.name)].join(" → ");
  const message =
    cycle.length === 1
      ? `${label(first.kind, first.name)} depends on itself`
      : `dependencies in a circle: ${first.kind.toLowerCase()} ${round}`;
  return [{ document: first, path: reference?.path ?? ["metadata", "name"], code: "V7-D021", message }];
}

function label(kind: string, name: string): string {
  return `${kind.toLowerCase()} ${plainText(name)}`;
}

/** Where places are looked up: in the files below the root, absolute, or in what was given instead. */
export interface PlaceLookup {
  readonly root: string;
  readonly given?: ReadonlyMap<string, Uint8Array | Finding> | undefined;
}

/** Findings with their exact places; files are read for findings only. */
export async function placeComplaints(check: PlaceLookup, complaints: readonly Complaint[]): Promise<Finding[]> {
  if (complaints.length === 0) return [];
  const { openLocator } = await import("./locate.ts");
  const locators = new Map<string, Locator>();
  const place = ({ document, path }: Pick<Complaint, "document" | "path">): FindingPlace => {
    const { file, index } = document.source;
    const locator = locators.get(file) ?? openLocator(readText(check, file));
    locators.set(file, locator);
    return { file, ...locator.locate(index, path) };
  };
  const findings = complaints.map((complaint): Finding => {
    const { code, message, first } = complaint;
    const earlier = first && place(first);
    const where = earlier ? `; first at ${earlier.file}:${earlier.line}` : "";
    return { severity: "error", code, message: message + where, ...place(complaint) };
  });
  return sortFindings(findings);
}

interface FindingPlace extends Position {
  readonly file: string;
}

function readText({ root, given }: PlaceLookup, file: string): string {
  const bytes = given?.get(file) ?? readBytes(join(root, file), file);
  const text = bytes instanceof Uint8Array ? decodeText(bytes, file) : "";
  return typeof text === "string" ? text : "";
}
