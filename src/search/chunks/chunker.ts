import type { SourceKind } from "../../model/source-kind.ts";
import type { Chunk, Section } from "./chunk.ts";
import { codeSections } from "./code.ts";
import { loadMarkdown, type MarkdownSections } from "./markdown.ts";
import { cutIntoPieces } from "./pieces.ts";
import { stateSections } from "./state.ts";

export interface ChunkRequest {
  readonly kind: SourceKind;
  readonly text: string;
  /** The registry's name for it: `TypeScript`. */
  readonly language: string | null;
  readonly ext: string | null;
}

/** Cuts sources into passages of at most about 250 words, by headings or definitions. */
export interface Chunker {
  chunks(request: ChunkRequest): Promise<Chunk[]>;
}

/** The parsers are loaded at the first source that needs them. */
export function createChunker(): Chunker {
  const code = codeSections();
  let markdown: Promise<MarkdownSections> | undefined;
  const sectionsOf = async ({ kind, text, language, ext }: ChunkRequest): Promise<Section[]> => {
    if (kind === "state") return stateSections(text);
    if (kind === "markdown" || kind === "session") return (await (markdown ??= loadMarkdown()))(text);
    const sections = kind === "code" && language !== null ? await code.sections(text, language, ext) : undefined;
    return sections ?? [{ heading: [], line: 1, text }];
  };
  return {
    chunks: async (request) => (await sectionsOf(request)).flatMap(cutIntoPieces).filter(({ text }) => text !== ""),
  };
}
