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

/** Adds a document's text behind the documents of a file, with the file's line ends. */
export function appendDocument(text: string, documentText: string): string {
  if (text.trim() === "") return documentText;
  const eol = eolOf(text);
  const closed = text.endsWith("\n") ? text : text + eol;
  const added = documentText.startsWith(schemaComment)
    ? documentText.slice(documentText.indexOf("\n") + 1)
    : documentText.replace(/^---[ \t]*\r?\n/, "");
  return `${closed}---${eol}${added.replaceAll(/\r?\n/g, eol)}`;
}

/** The text of the document at `index` alone, with its comments; the first one's with the comments at the file's head. */
export function documentTextAt(text: string, index: number): string {
  const starts = documentStarts(text);
  const own = text.slice(index === 0 ? 0 : starts[index], starts[index + 1]);
  return index === 0 ? own : own.replace(/^---[ \t]*\r?\n/, "");
}

/** Takes the document at `index` out of a text; undefined when none would be left. Comments at the file's head stay. */
export function removeDocument(text: string, index: number): string | undefined {
  const starts = documentStarts(text);
  const start = starts[index];
  if (start === undefined) throw new Failure("V7-D017", `there is no document ${index + 1} in the file`);
  if (starts.length === 1) return undefined;
  const next = starts[index + 1];
  if (next !== undefined) return text.slice(0, start) + withoutMarker(text, start, next);
  return text.slice(0, start);
}

/** Behind a head of comments the next document needs no `---` of its own, unless one stood there before. */
function withoutMarker(text: string, start: number, next: number): string {
  const rest = text.slice(next);
  return text.startsWith("---", start) || start > 0 ? rest : rest.replace(/^---[ \t]*\r?\n/, "");
}

/** Where each document starts: at its `---`, or at its content when it has none. */
function documentStarts(text: string): number[] {
  return [...new Parser().parse(text)].filter((token): token is CST.Document => token.type === "document").map(startOf);
}

function startOf(token: CST.Document): number {
  const marker = token.start.find((part) => part.type === "doc-start");
  return marker?.offset ?? token.value?.offset ?? token.offset;
}
