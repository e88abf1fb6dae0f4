import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { SearchOutput, SearchResult } from "../model/output/search.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { searchDatabase } from "./database-text.ts";
import { type OpenIndex, openIndex } from "./open-index.ts";
import type { ScoredResult, SearchRequest } from "./results.ts";
import { readLagOf } from "./status.ts";

/** Searches the index; where there is none, the texts that the database has. */
export async function search(workspace: Workspace, request: SearchRequest): Promise<Answer<SearchOutput>> {
  const index = await openIndex(workspace, request.mode);
  if (index.kind !== "open") return answer(await searchTexts(workspace, request, index.because));
  try {
    return answer(await searchIndex(workspace, request, index));
  } finally {
    index.close();
  }
}

async function searchIndex(
  workspace: Workspace,
  request: SearchRequest,
  { manifest, hasVectors, ...index }: OpenIndex,
): Promise<SearchOutput> {
  const [silence, results, lag, withheld] = await Promise.all([
    index.silence(request),
    index.search(request),
    readLagOf(workspace, manifest),
    index.withheld(request),
  ]);
  return {
    results: results.map((result) => shown(result, request)),
    documents: manifest.sources,
    mode: hasVectors && silence === null ? request.mode : "text",
    searched: "index",
    because: index.because ?? silence,
    index_lag: lag,
    withheld,
  };
}

async function searchTexts(workspace: Workspace, request: SearchRequest, because: string): Promise<SearchOutput> {
  if (request.like !== undefined) {
    throw new Failure("V7-I004", `${because}, and only an index knows what a file is like`, {
      next: ["v7 index sync"],
    });
  }
  const results = await withConnection(workspace, "read", (connection) =>
    searchDatabase(connection, request, workspace.config.sessions.dir),
  );
  return {
    results: results.map((result) => shown(result, request)),
    documents: null,
    mode: "text",
    searched: "database",
    because,
    index_lag: null,
    withheld: [],
  };
}

function shown(result: ScoredResult, { scores: wanted = false }: SearchRequest): SearchResult {
  const { text, vector } = result.scores;
  return {
    ...result,
    score: rounded(result.score),
    scores: wanted ? { text: rounded(text), vector: rounded(vector) } : null,
  };
}

/** More digits say nothing, and differ from machine to machine. */
function rounded<Score extends number | null>(score: Score): Score | number {
  return score === null ? score : Number(score.toFixed(4));
}
