import { likePatterns } from "../files/registry/patterns.ts";
import { Failure } from "../model/failure.ts";
import type { Analyzer } from "./analysis/analyzer.ts";
import type { Embedder } from "./embedders/embedder.ts";
import { depth, type Fused, fuse } from "./fuse.ts";
import { all, differs, equals, isLike, isSince, type Predicate } from "./index/predicate.ts";
import type { Hit, HitOptions, IndexTable } from "./index/table.ts";
import type { ScoredResult, SearchFilter, SearchRequest } from "./results.ts";
import { snippetOf } from "./snippet.ts";

/** What answers a question. */
export interface SearchTools {
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

/** The sources that a question finds, the best first. V7-I004 when it is about a file that the index does not have. */
export async function askTable(tools: SearchTools, request: SearchRequest): Promise<ScoredResult[]> {
  const question =
    request.like === undefined ? await questionOf(tools, request) : await likenessOf(tools, request, request.like);
  const options = { where: question.where, limit: depth * chunksPerSource };
  const [text, vector] = await Promise.all([
    question.terms.length === 0 ? [] : tools.table.matching(question.terms, options),
    question.vector === undefined ? undefined : nearest(tools.table, question.vector, options),
  ]);
  const best = fuse(text, vector).slice(0, request.limit);
  return withSnippets(tools, best, new Set(question.terms));
}

/** There is always something nearest; what has nothing in common with the question is not near. */
async function nearest(table: IndexTable, vector: Float32Array, options: HitOptions): Promise<Hit[]> {
  return (await table.nearest(vector, options)).filter(({ score }) => score > leastSimilarity);
}

const leastSimilarity = 0.05;

/** Several chunks of one source may be found before another's. */
const chunksPerSource = 2;

async function questionOf(
  { analyzer, embedder }: SearchTools,
  { query, mode, filter }: SearchRequest,
): Promise<Question> {
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
async function likenessOf({ table }: SearchTools, { mode, filter }: SearchRequest, path: string): Promise<Question> {
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
  { table, analyzer }: SearchTools,
  best: readonly Fused<Hit>[],
  asked: ReadonlySet<string>,
): Promise<ScoredResult[]> {
  const chunks = await table.shown(best.map(({ part }) => part.id));
  return best.flatMap(({ part: { id }, score, text: words, vector }): ScoredResult[] => {
    const chunk = chunks.get(id);
    // Somebody took it out of the index meanwhile.
    if (chunk === undefined) return [];
    const { path, kind, heading, line, modified, text } = chunk;
    const { offset, snippet, marks } = snippetOf(text, asked, analyzer);
    const modifiedAt = modified === 0 ? null : new Date(modified).toISOString();
    const scores = { text: words, vector };
    return [{ path, kind, heading, line: line + offset, score, snippet, marks, modified_at: modifiedAt, scores }];
  });
}
