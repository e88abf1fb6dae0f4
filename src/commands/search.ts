import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { Failure } from "../model/failure.ts";
import { renderSearch, type SearchRow, type ShownResult } from "../render/search.ts";
import { sourceKinds } from "../search/chunks/chunker.ts";
import type { SearchAnswer, SearchResult } from "../search/results.ts";
import { search } from "../search/search.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readMoment } from "./shell/durations.ts";
import { repositoryPaths } from "./shell/paths.ts";
import { refreshIndex } from "../routines/refresh-index.ts";

interface SearchKeys {
  readonly results: readonly SearchRow[];
  readonly documents: number | null;
  readonly mode: "hybrid" | "text";
  readonly searched: "index" | "database";
  readonly because: string | null;
  readonly index_lag: number | null;
}

export default class Search extends V7Command<SearchKeys> {
  static override summary = "Search documents, code, state, session logs and commits, by words and by meaning";
  static override description =
    "Without an index, only what the database knows is searched: paths, titles, tasks, impacts, notes, commits.";
  static override examples = [
    'v7 search "why a separate database"',
    "v7 search enum --kind state --limit 3",
    "v7 search --like docs/META_PRD.md",
  ];
  static override args = { query: Args.string({ description: "What to look for, in plain words." }) };
  static override flags = {
    limit: Flags.integer({ description: "How many results; two hundred at most are ranked.", default: 10, min: 1 }),
    kind: Flags.option({ options: sourceKinds, description: "Only this kind of document." })(),
    path: Flags.string({ description: "A file, a folder, or a pattern with * and ?.", helpValue: "PATH" }),
    component: Flags.string({ description: "Only files of this component.", helpValue: "NAME" }),
    project: Flags.string({ description: "Only files of this project.", helpValue: "NAME" }),
    since: Flags.string({
      description: "Only what was modified after this time, or within this span.",
      helpValue: "TIME",
    }),
    like: Flags.string({ description: "What is like this file, instead of a question.", helpValue: "FILE" }),
    mode: Flags.option({
      options: ["hybrid", "text"] as const,
      description: "Ask for words and meaning, or for words alone.",
      default: "hybrid" as const,
    })(),
    scores: Flags.boolean({ description: "Show what each score is made of." }),
    sync: Flags.boolean({ description: "Bring the index up to date first." }),
  };

  protected override async execute(): Promise<CommandResult<SearchKeys>> {
    const { flags, args } = await this.parse(Search);
    if ((args.query === undefined) === (flags.like === undefined)) {
      const message = "search takes a question or --like FILE, one of the two";
      throw new Failure("V7-C004", message, { next: ["v7 search --help"] });
    }
    const workspace = await this.workspace(flags);
    const { mode, limit, kind, path, component, project } = flags;
    const directory = flags.repo === undefined ? process.cwd() : workspace.repository.root;
    const [like] = flags.like === undefined ? [] : indexedPaths(workspace.repository.root, directory, flags.like);
    const since = flags.since === undefined ? undefined : readMoment("since", flags.since, workspace.now());
    if (flags.sync) await refreshIndex(workspace, { rebuild: false, tell: this.tell });
    const filter = { kind, path, component, project, since };
    const answer = await search(workspace, { query: args.query ?? "", like, mode, limit, filter });
    if (answer.because !== null) this.printer.message(`v7: ${answer.because}\n`);
    return answered(answer, flags.scores, workspace.config.timezone);
  }
}

function answered(
  { results, documents, mode, searched, because, lag }: SearchAnswer,
  withScores: boolean,
  timeZone: string,
): CommandResult<SearchKeys> {
  const keys = { documents, mode, searched, because, index_lag: lag };
  const rows = results.map((result) => searchRow(result, withScores));
  const shown = (): ShownResult[] => rows.map((row, at) => ({ ...row, marks: results[at]?.marks ?? [] }));
  return {
    output: { results: rows, ...keys },
    text: (palette) => renderSearch({ results: shown(), ...keys }, timeZone, palette),
  };
}

/** A file as the index names it; files of other roots are typed as they are registered. */
function indexedPaths(root: string, directory: string, typed: string): string[] {
  return typed.startsWith("@") ? [typed] : repositoryPaths(root, directory, [typed]);
}

function searchRow(result: SearchResult, withScores: boolean): SearchRow {
  const { path, kind, heading, line, score, snippet, modifiedAt, scores } = result;
  const row = { path, kind, heading, line, score: rounded(score), snippet, modified_at: modifiedAt };
  return withScores ? { ...row, scores: { text: rounded(scores.text), vector: rounded(scores.vector) } } : row;
}

/** More digits say nothing, and differ from machine to machine. */
function rounded<Score extends number | null>(score: Score): Score | number {
  return score === null ? score : Number(score.toFixed(4));
}
