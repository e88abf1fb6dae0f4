import type { Workspace } from "../workspace/workspace.ts";
import { likePatterns } from "../files/registry/patterns.ts";
import { Failure } from "../model/failure.ts";
import { type Analyzer, createAnalyzer } from "./analysis/analyzer.ts";
import { searchDatabase } from "./database-text.ts";
import { chooseEmbedder } from "./embedders/choose.ts";
import type { Embedder } from "./embedders/embedder.ts";
import { depth, type Fused, fuse } from "./fuse.ts";
import { currentForm, folderOf, type Manifest, readManifest, tablesOf } from "./index/manifest.ts";
import { guarded } from "./index/open.ts";
import { all, differs, equals, isLike, isSince, type Predicate } from "./index/predicate.ts";
import { type Hit, type HitOptions, type IndexTable, openTable } from "./index/table.ts";
import type { SearchAnswer, SearchFilter, SearchRequest, SearchResult } from "./results.ts";
import { snippetOf } from "./snippet.ts";
import { readLagOf } from "./status.ts";
import { indexHome } from "./index-home.ts";

/** An index that is open: ask it as often as you like, then close it. */
export interface OpenIndex {
  readonly manifest: Manifest;
  /** Whether meaning can be asked. */
  readonly hasVectors: boolean;
  /** Why meaning is not asked, though the index knows of it; null when it is. */
  readonly because: string | null;
  search(request: SearchRequest): Promise<SearchResult[]>;
  close(): void;
}

/** Searches the index; where there is none, the texts that the database has. */
export async function search(workspace: Workspace, request: SearchRequest): Promise<SearchAnswer> {
  const opened = await openIndex(workspace).catch(missingLibrary);
  if (typeof opened === "string") return fallBack(workspace, request, opened);
  try {
    const lag = readLagOf(workspace, opened.manifest);
    const [results, behind] = await Promise.all([opened.search(request), lag]);
    const mode = opened.hasVectors ? request.mode : "text";
    return {
      results,
      documents: opened.manifest.sources,
      mode,
      lag: behind,
      searched: "index",
      because: opened.because,
    };
  } finally {
    opened.close();
  }
}

/** Opens the index for many queries; a text says why there is none. Throws V7-I002 when its files are damaged. */
export async function openIndex(workspace: Workspace): Promise<OpenIndex | string> {
  const home = indexHome(workspace);
  const manifest = await readManifest(home);
  if (manifest === undefined) return "there is no index yet";
  if (manifest.form !== currentForm) return "the index was made by another version of v7";
  const table = await guarded(() => openTable(tablesOf(home, manifest.generation), manifest.embedder.dim));
  const choice = chooseEmbedder(workspace.config.search, workspace.repository.root);
  const isSame = choice.id === manifest.embedder.id;
  const embedder = isSame ? await choice.open(folderOf(home, manifest.generation)) : undefined;
  const analyzer = createAnalyzer();
  return {
    manifest,
    hasVectors: embedder !== undefined && embedder.dim > 0,
    because: isSame ? null : `the index was made with the embedder ${manifest.embedder.id}: words alone were asked`,
    search: (request: SearchRequest) => guarded(() => searchTable({ table, embedder, analyzer }, request)),
    close: () => table.close(),
  };
}

/** Without the library there is no index to search; everything else that goes wrong is told. */
function missingLibrary(error: unknown): string {
  if (error instanceof Failure && error.code === "V7-I001") return error.message;
  throw error;
}

async function fallBack(workspace: Workspace, request: SearchRequest, because: string): Promise<SearchAnswer> {
  if (request.like !== undefined) {
    throw new Failure("V7-I004", `${because}, and only an index knows what a file is like`, {
      next: ["v7 index sync"],
    });
  }
  const connection = await workspace.database.connect("read");
  try {
    const results = await searchDatabase(connection, request, workspace.config.sessions.dir);
    return { results, documents: null, mode: "text", lag: null, searched: "database", because };
  } finally {
    await connection.end();
  }
}

interface Asked {
  readonly table: IndexTable;
  readonly embedder: Embedder | undefined;
  readonly analyzer: Analyzer;
}

interface Question {
  readonly terms: readonly string[];
  /** Undefined: words alone are asked. */
  readonly vector: Float32Array | undefined;
  readonly where: Predicate | undefined;
}

async function searchTable(asked: Asked, request: SearchRequest): Promise<SearchResult[]> {
  const question =
    request.like === undefined ? await questionOf(asked, request) : await likenessOf(asked, request, request.like);
  const options = { where: question.where, limit: depth * chunksPerSource };
  const [text, vector] = await Promise.all([
    question.terms.length === 0 ? [] : asked.table.matching(question.terms, options),
    question.vector === undefined ? undefined : nearest(asked.table, question.vector, options),
  ]);
  const best = fuse(text, vector).slice(0, request.limit);
  return withSnippets(asked, best, new Set(question.terms));
}

/** There is always something nearest; what has nothing in common with the question is not near. */
async function nearest(table: IndexTable, vector: Float32Array, options: HitOptions): Promise<Hit[]> {
  return (await table.nearest(vector, options)).filter(({ score }) => score > leastSimilarity);
}

const leastSimilarity = 0.05;

/** Several chunks of one source may be found before another's. */
const chunksPerSource = 2;

async function questionOf({ analyzer, embedder }: Asked, { query, mode, filter }: SearchRequest): Promise<Question> {
  const terms = analyzer.terms(query);
  const [vector] =
    mode === "text" || embedder === undefined ? [] : await embedder.embed([{ text: query, terms }], "query");
  return { terms, vector: isZero(vector) ? undefined : vector, where: all(predicatesOf(filter)) };
}

/** A question of unknown words is near to nothing. */
function isZero(vector: Float32Array | undefined): boolean {
  return vector?.every((value) => value === 0) ?? true;
}

/** A file as a question: its most frequent terms, and the middle of its vectors. */
async function likenessOf({ table }: Asked, { mode, filter }: SearchRequest, path: string): Promise<Question> {
  const chunks = await table.chunksAt(path);
  if (chunks.length === 0) {
    throw new Failure("V7-I004", `the index has no file ${path}`, {
      next: [`v7 files --path '${path}'`, "v7 index sync"],
    });
  }
  const counts = new Map<string, number>();
  for (const { terms } of chunks) for (const term of terms.split(" ")) counts.set(term, (counts.get(term) ?? 0) + 1);
  const frequent = [...counts].toSorted(([, left], [, right]) => right - left).slice(0, termsOfAFile);
  const vectors = chunks.flatMap(({ vector }) => vector ?? []);
  return {
    terms: frequent.map(([term]) => term),
    vector: mode === "text" || vectors.length === 0 ? undefined : middleOf(vectors),
    where: all([...predicatesOf(filter), differs("path", path)]),
  };
}

const termsOfAFile = 30;

function middleOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + value;
  return sum;
}

function predicatesOf({ kind, path, component, project, since }: SearchFilter): Predicate[] {
  return [
    ...(kind === undefined ? [] : [equals("kind", kind)]),
    ...(path === undefined ? [] : [isLike("path", likePatterns(path))]),
    ...(component === undefined ? [] : [equals("component", component)]),
    ...(project === undefined ? [] : [equals("project", project)]),
    ...(since === undefined ? [] : [isSince(Date.parse(since))]),
  ];
}

async function withSnippets(
  { table, analyzer }: Asked,
  best: readonly Fused<Hit>[],
  asked: ReadonlySet<string>,
): Promise<SearchResult[]> {
  const chunks = await table.shown(best.map(({ part }) => part.id));
  return best.flatMap(({ part: { id }, score, text: words, vector }): SearchResult[] => {
    const chunk = chunks.get(id);
    // Somebody took it out of the index meanwhile.
    if (chunk === undefined) return [];
    const { path, kind, heading, line, modified, text } = chunk;
    const { offset, snippet, marks } = snippetOf(text, asked, analyzer);
    const modifiedAt = modified === 0 ? null : new Date(modified).toISOString();
    const scores = { text: words, vector };
    return [{ path, kind, heading, line: line + offset, score, snippet, marks, modifiedAt, scores }];
  });
}
