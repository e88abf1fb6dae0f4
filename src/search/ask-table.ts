import { likePatterns } from "../files/registry/patterns.ts";
import { Failure } from "../model/failure.ts";
import type { Analyzer } from "./analysis/analyzer.ts";
import type { Embedder } from "./embedders/embedder.ts";
import { fuse, leastDepth } from "./fuse.ts";
import { all, differs, equals, isLike, isSince, type Predicate } from "./index/predicate.ts";
import { nameKey } from "./index/row.ts";
import type { Hit, HitOptions, IndexTable, Match, ShownChunk } from "./index/table.ts";
import { type Placed, rank, shownScores } from "./rank.ts";
import type { ScoredResult, SearchFilter, SearchRequest } from "./results.ts";
import { snippetOf } from "./snippet.ts";

/** What answers a question. */
export interface SearchTools {
  readonly table: IndexTable;
  readonly embedder: Embedder | undefined;
  readonly analyzer: Analyzer;
}

interface Question {
  /** As a name; empty where a file is the question. */
  readonly name: string;
  readonly terms: readonly string[];
  /** Undefined: words alone are asked. */
  readonly vector: Float32Array | undefined;
  readonly where: Predicate | undefined;
}

/**
 * The sources that a question finds, the best first. V7-I004 when it is about a file that the index does not have. Where somebody moves rows
 * while it is answered, it is asked again.
 */
export async function askTable(tools: SearchTools, request: SearchRequest, tries = 3): Promise<ScoredResult[]> {
  try {
    return await answerOf(tools, request, tries === 1);
  } catch (error) {
    if (error instanceof Failure || tries === 1) throw error;
    return askTable(tools, request, tries - 1);
  }
}

async function answerOf(tools: SearchTools, request: SearchRequest, isLast: boolean): Promise<ScoredResult[]> {
  const question =
    request.like === undefined ? await questionOf(tools, request) : await likenessOf(tools, request, request.like);
  const depth = Math.max(leastDepth, request.limit);
  const options = { where: question.where, limit: depth * chunksPerSource };
  const [{ text, vector }, commits] = await Promise.all([
    hitsOf(tools.table, question, { ...options, isLast }),
    commitId.test(question.name)
      ? tools.table.beginning(`commit/${question.name}`, { where: question.where, limit: request.limit })
      : [],
  ]);
  const found = fuse(text, vector, { shares: tools.embedder?.shares ?? wordsAlone, depth });
  const named = commits.map((part) => ({ part, score: 1, text: null, vector: null, isNamed: true }));
  const ids = new Set(commits.map(({ source }) => source));
  const others = rank(found, question.name).filter(({ part }) => !ids.has(part.source));
  const placed = [...named, ...others].slice(0, request.limit);
  return withSnippets(tools, placed, question);
}

const commitId = /^[0-9a-f]{7,64}$/;
const wordsAlone = { text: 1, vector: 0 };

interface FoundHits {
  readonly text: readonly Hit[];
  /** Undefined where words alone were asked. */
  readonly vector: readonly Hit[] | undefined;
}

async function hitsOf(
  table: IndexTable,
  question: Question,
  { isLast, ...options }: HitOptions & { readonly isLast: boolean },
): Promise<FoundHits> {
  const [text, vector] = await Promise.all([
    question.terms.length === 0 ? [] : table.matching(question.terms, options),
    question.vector === undefined ? undefined : nearest(table, question.vector, options),
  ]);
  const rows = [...new Set([...text, ...(vector ?? [])].map(({ row }) => row))];
  const known = await table.hits(rows);
  if (known.size < rows.length && !isLast) throw new Error("rows were moved while they were read");
  const hits = (matches: readonly Match[]): readonly Hit[] =>
    matches.flatMap(({ row, score }) => {
      const hit = known.get(row);
      return hit === undefined ? [] : [{ ...hit, score }];
    });
  return { text: hits(text), vector: vector && hits(vector) };
}

/** There is always something nearest; what has nothing in common with the question is not near. */
async function nearest(table: IndexTable, vector: Float32Array, options: HitOptions): Promise<Match[]> {
  return (await table.nearest(vector, options)).filter(({ score }) => score > leastSimilarity);
}

const leastSimilarity = 0.05;

/** Several chunks of one source may be found before another's. */
const chunksPerSource = 5;

async function questionOf(
  { analyzer, embedder }: SearchTools,
  { query, mode, filter }: SearchRequest,
): Promise<Question> {
  const terms = analyzer.questionTerms(query);
  const [vector] =
    mode === "text" || embedder === undefined ? [] : await embedder.embed([{ text: query, terms }], "query");
  const where = all(predicatesOf(filter));
  return { name: nameKey(query), terms, vector: isZero(vector) ? undefined : vector, where };
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
    name: "",
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
    ...(kind === undefined ? [] : [kind === "files" ? differs("kind", "change") : equals("kind", kind)]),
    ...(path === undefined ? [] : [isLike("path", likePatterns(path))]),
    ...(component === undefined ? [] : [equals("component", component)]),
    ...(project === undefined ? [] : [equals("project", project)]),
    ...(since === undefined ? [] : [isSince(Date.parse(since))]),
  ];
}

async function withSnippets(
  { table, analyzer }: SearchTools,
  placed: readonly Placed<Hit>[],
  { terms }: Question,
): Promise<ScoredResult[]> {
  const chunks = await table.shown(placed.map(({ part }) => part.row));
  const there = placed.flatMap((source) => {
    const chunk = chunks.get(source.part.row);
    // Somebody took it out of the index meanwhile.
    return chunk === undefined ? [] : [{ source, chunk }];
  });
  const asked = new Set(terms);
  const [first] = there;
  const scores = shownScores(
    there.map(({ source }) => source),
    first === undefined ? 0 : answeredBy(first, asked, analyzer),
  );
  return there.map(({ source, chunk }, at): ScoredResult => {
    const { path, kind, heading, line, modified, text } = chunk;
    const { offset, snippet, marks } = snippetOf(text, asked, analyzer);
    const modified_at = modified === 0 ? null : new Date(modified).toISOString();
    const found = { text: source.text, vector: source.vector };
    const score = scores[at] ?? 0;
    return { path, kind, heading, line: line + offset, score, snippet, marks, modified_at, scores: found };
  });
}

/** How much of the question a passage answers, 0 to 1: its share of the words, or how near it is in meaning. */
function answeredBy(
  { source, chunk }: { readonly source: Placed<Hit>; readonly chunk: ShownChunk },
  asked: ReadonlySet<string>,
  analyzer: Analyzer,
): number {
  if (source.isNamed || asked.size === 0) return 1;
  const { path, heading, text } = chunk;
  const own = new Set([...analyzer.nameTerms([path, heading, source.part.called].join("\n")), ...analyzer.terms(text)]);
  const words = [...asked].filter((term) => own.has(term)).length / asked.size;
  return Math.min(1, Math.max(words, source.vector ?? 0));
}
