import { type CST, Parser } from "yaml";
import { Failure } from "../model/failure.ts";
import type { JsonObject } from "../model/json.ts";
import { renderEntry } from "./render-value.ts";
import { eolOf } from "./source.ts";

export interface NewDocument {
  readonly kind: string;
  readonly name: string;
  readonly labels?: { readonly [label: string]: string } | undefined;
  readonly protect?: boolean;
  readonly spec: JsonObject;
  /** The way from the file to its schema, for editors: `../../schemas/v1/task.schema.json`. */
  readonly schemaPath?: string;
}

/** The text of a new document, in the form `v7 fmt` gives. */
export function newDocument(document: NewDocument): string {
  const { kind, name, labels, protect, spec, schemaPath } = document;
  const metadata = { name, ...(labels !== undefined && { labels }), ...(protect === true && { protect }) };
  const layout = { indent: 0, step: 2 };
  const lines = [
    ...(schemaPath === undefined ? [] : [`${schemaComment}${schemaPath}`]),
    "apiVersion: v7/v1",
    renderEntry("kind", kind, layout),
    renderEntry("metadata", metadata, layout),
    renderEntry("spec", spec, layout),
  ];
  return `${lines.join("\n")}\n`;
}

const schemaComment = "# yaml-language-server: $schema=";

/** Adds documents' texts behind the documents of a file, with the file's line ends. */
export function appendDocuments(text: string, added: readonly string[]): string {
  const [first, ...rest] = text.trim() === "" ? added : ["", ...added];
  if (first === undefined) return text;
  const head = text.trim() === "" ? first : text;
  const eol = eolOf(head);
  const closed = head.endsWith("\n") || rest.length === 0 ? head : head + eol;
  return closed + rest.map((own) => `---${eol}${withoutHead(own).replaceAll(/\r?\n/g, eol)}`).join("");
}

/** The comment for editors stands at a file's head alone. */
function withoutHead(document: string): string {
  return document.startsWith(schemaComment)
    ? document.slice(document.indexOf("\n") + 1)
    : document.replace(/^---[ \t]*\r?\n/, "");
}

/** The text of the document at `index` alone, with its comments; the first one's with the comments at the file's head. */
export function documentTextAt(text: string, index: number): string {
  const starts = documentStarts(text);
  const own = text.slice(index === 0 ? 0 : starts[index], starts[index + 1]);
  return index === 0 ? own : own.replace(/^---[ \t]*\r?\n/, "");
}

/** A text cut at its documents, one each: together they are the text again. */
export function documentPieces(text: string): string[] {
  const starts = documentStarts(text);
  return starts.map((start, index) => text.slice(index === 0 ? 0 : start, starts[index + 1]));
}

/** Takes the documents at these indexes out of a text; undefined when none would be left. Comments at the file's head stay. */
export function removeDocuments(text: string, indexes: readonly number[]): string | undefined {
  if (indexes.length === 0) return text;
  const pieces = documentPieces(text);
  const missing = indexes.find((index) => index >= pieces.length);
  if (missing !== undefined) throw new Failure("V7-D017", `there is no document ${missing + 1} in the file`);
  const gone = new Set(indexes);
  if (gone.size === pieces.length) return undefined;
  const start = documentStarts(text)[0] ?? 0;
  const head = gone.has(0) ? text.slice(0, start) : "";
  const kept = pieces.filter((_, index) => !gone.has(index));
  // Behind a head of comments the next document needs no `---` of its own, unless one stood there before.
  const needsMarker = !gone.has(0) || start > 0 || text.startsWith("---");
  const [first = "", ...rest] = kept;
  return head + [needsMarker ? first : first.replace(/^---[ \t]*\r?\n/, ""), ...rest].join("");
}

/** Where each document starts: at its `---`, or at its content when it has none. */
function documentStarts(text: string): number[] {
  return [...new Parser().parse(text)].filter((token): token is CST.Document => token.type === "document").map(startOf);
}

function startOf(token: CST.Document): number {
  const marker = token.start.find((part) => part.type === "doc-start");
  return marker?.offset ?? token.value?.offset ?? token.offset;
}
