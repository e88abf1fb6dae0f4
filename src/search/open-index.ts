import { scanRoots } from "../files/places/roots.ts";
import type { Lent } from "../workspace/kept.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Analyzer, createAnalyzer } from "./analysis/analyzer.ts";
import { askTable } from "./ask-table.ts";
import { chooseEmbedder } from "./embedders/choose.ts";
import type { Embedder, EmbedderChoice } from "./embedders/embedder.ts";
import { indexHome } from "./index-home.ts";
import { hasLance, lanceIsMissing } from "./index/lance.ts";
import { currentForm, folderOf, type IndexHome, type Manifest, readManifest, tablesOf } from "./index/manifest.ts";
import { guarded } from "./index/open.ts";
import { type IndexTable, openTable } from "./index/table.ts";
import type { ScoredResult, SearchMode, SearchRequest } from "./results.ts";
import { withheldAnswers } from "./withheld-answers.ts";

/** An index that is open: ask it as often as you like, then close it. */
export interface OpenIndex {
  readonly kind: "open";
  readonly manifest: Manifest;
  /** Whether meaning can be asked. */
  readonly hasVectors: boolean;
  /** Why meaning is not asked, though the index knows of it; null when it is. */
  readonly because: string | null;
  search(request: SearchRequest): Promise<ScoredResult[]>;
  /** Why meaning has nothing to say of a question; null where it has. An embedder that learns here has not seen every word. */
  silence(request: SearchRequest): Promise<string | null>;
  /** Files that hold secrets, and would have answered. */
  withheld(request: SearchRequest): Promise<string[]>;
  close(): void;
}

/** There is nothing to ask: nobody made an index that this version reads, or the library that reads it is not installed. */
export interface NoIndex {
  readonly kind: "missing" | "not-installed";
  readonly because: string;
}

/**
 * Opens the index for many questions; for words alone, no embedder is loaded or called. Throws V7-I002 when its files are
 * damaged.
 */
export async function openIndex(workspace: Workspace, mode: SearchMode = "hybrid"): Promise<OpenIndex | NoIndex> {
  const home = indexHome(workspace);
  const manifest = await readManifest(home);
  if (manifest === undefined) return { kind: "missing", because: "there is no index yet" };
  if (manifest.form !== currentForm) return { kind: "missing", because: "the index was made by another version of v7" };
  if (!(await hasLance())) return { kind: "not-installed", because: lanceIsMissing };
  const choice = chooseEmbedder(workspace);
  const isSame = choice.id === manifest.embedder.id;
  const { thing, giveBack } = await takeParts(workspace, { home, manifest, choice });
  const { table, analyzer } = thing;
  const embedder = isSame && mode !== "text" ? await thing.embedder().catch(failingAfter(giveBack)) : undefined;
  return {
    kind: "open",
    manifest,
    hasVectors: embedder !== undefined && embedder.dim > 0,
    because: isSame ? null : `the index was made with the embedder ${manifest.embedder.id}: words alone were asked`,
    search: (request) => guarded(() => askTable({ table, embedder, analyzer }, request)),
    silence: async ({ query, like }) => {
      if (embedder === undefined || !choice.learns || like !== undefined) return null;
      const [vector] = await embedder.embed([{ text: query, terms: analyzer.questionTerms(query) }], "query");
      const isSilent = vector?.every((value) => value === 0) ?? true;
      return isSilent ? "the built-in embedder has learnt none of these words: words alone were asked" : null;
    },
    withheld: (request) =>
      withheldAnswers({ paths: manifest.withheld, roots: scanRoots(workspace), analyzer }, request),
    close: giveBack,
  };
}

/** What takes long to open of an index. */
interface IndexParts {
  readonly table: IndexTable;
  readonly analyzer: Analyzer;
  /** Loaded for whoever asks by meaning. */
  embedder(): Promise<Embedder>;
  close(): void;
}

interface IndexChoice {
  readonly home: IndexHome;
  readonly manifest: Manifest;
  readonly choice: EmbedderChoice;
}

function takeParts({ kept }: Workspace, { home, manifest, choice }: IndexChoice): Promise<Lent<IndexParts>> {
  const { generation, embedder: made } = manifest;
  return kept.take({
    name: "search index",
    mark: [generation, made.id, made.fingerprint, choice.id].join(" "),
    open: async () => {
      const table = await guarded(() => openTable(tablesOf(home, generation), made.dim));
      let embedder: Promise<Embedder> | undefined;
      // A service that was away may be there for whoever asks next.
      const again = (error: unknown): never => {
        embedder = undefined;
        throw error;
      };
      return {
        table,
        analyzer: createAnalyzer(),
        embedder: () => (embedder ??= choice.open(folderOf(home, generation)).catch(again)),
        close: () => table.close(),
      };
    },
  });
}

function failingAfter(giveBack: () => void): (error: unknown) => never {
  return (error) => {
    giveBack();
    throw error;
  };
}
