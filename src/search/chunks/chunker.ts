import type { SourceKind } from "../../model/source-kind.ts";
import type { Chunk, Section } from "./chunk.ts";
import { codeSections } from "./code.ts";
import { loadMarkdown, type MarkdownSections } from "./markdown.ts";
import { notebookSections } from "./notebook.ts";
import { cutIntoPieces, mostCharacters } from "./pieces.ts";
import { loadRecords, type RecordSections } from "./records.ts";
import { stateSections } from "./state.ts";

export interface ChunkRequest {
  readonly kind: SourceKind;
  readonly text: string;
  /** The registry's name for it: `TypeScript`. */
  readonly language: string | null;
  readonly ext: string | null;
  /** Whether a program put it together for programs: a bundle, a minified file. */
  readonly isPacked: boolean;
}

export interface Passages {
  readonly chunks: readonly Chunk[];
  /** Whether there is more text than is in them. */
  readonly isCut: boolean;
}

/** Cuts sources into passages of at most about 250 words, by headings, definitions, cells or entries. */
export interface Chunker {
  chunks(request: ChunkRequest): Promise<Passages>;
}

/** The parsers are loaded at the first source that needs them. */
export function createChunker(): Chunker {
  const code = codeSections();
  let markdown: Promise<MarkdownSections> | undefined;
  let records: Promise<RecordSections> | undefined;
  const sectionsOf = async ({ kind, text, language, ext }: ChunkRequest): Promise<Section[] | undefined> => {
    if (kind === "state") return stateSections(text);
    if (kind === "markdown" || kind === "session") return (await (markdown ??= loadMarkdown()))(text);
    if (language === "Jupyter Notebook") return notebookSections(text);
    if (language === "YAML" || language === "JSON") return (await (records ??= loadRecords()))(text);
    return kind === "code" && language !== null ? code.sections(text, language, ext) : undefined;
  };
  return {
    chunks: async (request) => {
      const { text, isPacked } = request;
      if (isPacked) return openingOf(text);
      return { chunks: passagesOf((await sectionsOf(request)) ?? [plain(text)]), isCut: false };
    },
  };
}

/** What was packed, and under which licence, stands at its beginning; the rest is found where people wrote it. */
const openingPassages = 8;

function openingOf(text: string): Passages {
  const opening = text.slice(0, openingPassages * mostCharacters);
  const passages = passagesOf([plain(opening)]);
  const isCut = passages.length > openingPassages || opening.length < text.length;
  return { chunks: passages.slice(0, openingPassages), isCut };
}

function plain(text: string): Section {
  return { heading: [], line: 1, text };
}

function passagesOf(sections: readonly Section[]): Chunk[] {
  return sections
    .map((section) => ({ ...section, text: withoutBytes(section.text) }))
    .flatMap(cutIntoPieces)
    .filter(({ text }) => text !== "");
}

/** Pictures, keys and archives that are written down as letters, as in `data:` URLs: nobody looks for those letters. */
function withoutBytes(text: string): string {
  return text.replaceAll(/[A-Za-z0-9+/=_-]{256,}/g, (found) => (/[^-=_]/.test(found) ? "…" : found));
}
