import { lanceAgain } from "./index/lance.ts";
import { writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { IndexEvaluateOutput, Quality } from "../model/output/index-evaluate.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type JudgedQuery, readJudgedQueries } from "./judged-queries.ts";
import { type NoIndex, type OpenIndex, openIndex } from "./open-index.ts";
import type { ScoredResult, SearchMode } from "./results.ts";

/** One line of a run: question, document, rank from 1, score. */
export type RunLine = readonly [query: string, document: string, rank: number, score: number];

export interface EvaluateRequest {
  /** A file of questions. */
  readonly queries: string;
  /** A file of which documents answer them. */
  readonly judgements: string;
  /** Where to write the answers: to PREFIX.text and PREFIX.hybrid. */
  readonly run?: string | undefined;
}

/** Measures the index by questions whose answers are known, in each mode that it has. V7-I004 when there is no index. */
export async function evaluateIndex(
  workspace: Workspace,
  { queries: asked, judgements, run: prefix }: EvaluateRequest,
): Promise<Answer<IndexEvaluateOutput>> {
  const queries = readJudgedQueries(asked, judgements);
  const index = await openIndex(workspace);
  if (index.kind !== "open") throw noIndex(index);
  try {
    const quality: Quality[] = [];
    for (const mode of index.hasVectors ? (["text", "hybrid"] as const) : (["text"] as const)) {
      const { quality: measured, run } = await evaluate(index, queries, mode);
      quality.push(measured);
      if (prefix !== undefined) writeFileSync(`${prefix}.${mode}`, runText(run));
    }
    return answer({ quality });
  } finally {
    index.close();
  }
}

function noIndex({ kind, because }: NoIndex): Failure {
  return kind === "missing"
    ? new Failure("V7-I004", because, { next: ["v7 index sync"] })
    : new Failure("V7-I001", because, { next: lanceAgain });
}

function runText(run: readonly RunLine[]): string {
  return run.map((line) => `${line.join(" ")}\n`).join("");
}

/** Asks every question and holds the answers against the judgements. */
export async function evaluate(
  index: OpenIndex,
  queries: readonly JudgedQuery[],
  mode: SearchMode,
): Promise<{ readonly quality: Quality; readonly run: readonly RunLine[] }> {
  const judged = new Set(queries.flatMap(({ grades }) => [...grades.keys()]));
  const lists: (readonly string[])[] = [];
  const run: RunLine[] = [];
  for (const { id, text } of queries) {
    const results = await index.search({ query: text, mode, limit: deepest, filter: {} });
    const named = results.map((result) => judgedName(result, judged));
    lists.push(named);
    run.push(...named.map((name, at): RunLine => [id, name, at + 1, results[at]?.score ?? 0]));
  }
  return { quality: { mode, ...qualityOf(queries, lists) }, run };
}

const deepest = 100;

/** The name that judgements have for a document: its path, or its file's name, with or without the extension. */
function judgedName({ path }: ScoredResult, judged: ReadonlySet<string>): string {
  const names = [path, basename(path)].flatMap((name) => [name, name.slice(0, name.length - extname(name).length)]);
  return names.find((name) => judged.has(name)) ?? path;
}

/** Only questions that something answers count. */
export function qualityOf(
  queries: readonly JudgedQuery[],
  lists: readonly (readonly string[])[],
): Omit<Quality, "mode"> {
  const scores = queries.flatMap(({ grades }, at) => {
    const relevant = [...grades.values()].filter((grade) => grade > 0).length;
    return relevant === 0 ? [] : [scoresOf(grades, relevant, lists[at] ?? [])];
  });
  const mean = (name: "ndcg10" | "recall10" | "recall100" | "mrr10"): number =>
    scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score[name], 0) / scores.length;
  return {
    queries: scores.length,
    ndcg10: mean("ndcg10"),
    recall10: mean("recall10"),
    recall100: mean("recall100"),
    mrr10: mean("mrr10"),
  };
}

function scoresOf(grades: ReadonlyMap<string, number>, relevant: number, list: readonly string[]) {
  const found = list.map((name) => grades.get(name) ?? 0);
  const ideal = [...grades.values()].toSorted((left, right) => right - left);
  const answered = (depth: number): number => found.slice(0, depth).filter((grade) => grade > 0).length;
  const first = found.slice(0, 10).findIndex((grade) => grade > 0);
  return {
    ndcg10: gain(found) / gain(ideal),
    recall10: answered(10) / relevant,
    recall100: answered(100) / relevant,
    mrr10: first < 0 ? 0 : 1 / (first + 1),
  };
}

/** What the first ten grades are worth: the lower, the less. */
function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
}
