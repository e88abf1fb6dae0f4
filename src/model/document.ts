import type { JsonObject } from "./json.ts";

/** Where a document stands: file, its index among the file's documents (from 0) and the line it starts on (from 1). */
export interface DocumentSource {
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  readonly index: number;
  readonly line: number;
  /** The lines of the spec's top-level fields, in the order of its keys: where people edit, known without parsing again. */
  readonly specLines?: readonly number[];
}

/** One validated YAML document. `metadata.name` is its only key. */
export interface Document {
  readonly kind: string;
  readonly name: string;
  readonly labels?: { readonly [label: string]: string };
  readonly protect: boolean;
  /** The former `metadata.name` of the same kind. */
  readonly movedFrom?: string;
  readonly spec: JsonObject;
  readonly source: DocumentSource;
}

/** A path inside a document: `["spec", "dependsOn", 0]`. */
export type DocumentPath = readonly (string | number)[];

/** One change to a document's text; everything else keeps its bytes. */
export type DocumentEdit =
  | { readonly action: "set"; readonly path: DocumentPath; readonly value: import("./json.ts").Json }
  | { readonly action: "append"; readonly path: DocumentPath; readonly value: import("./json.ts").Json }
  | { readonly action: "remove"; readonly path: DocumentPath };
