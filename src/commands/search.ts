import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { Failure } from "../model/failure.ts";
import type { SearchOutput } from "../model/output/search.ts";
import { sourceKinds } from "../model/source-kind.ts";
import { renderSearch } from "../render/search.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";
import { readMoment } from "./shell/durations.ts";
import { repositoryPaths } from "./shell/paths.ts";
import { searchFresh } from "../routines/search-fresh.ts";

export default class Search extends V7Command<SearchOutput> {
  static override summary = "Search documents, code, state, session logs and commits, by words and by meaning";
  static override description =
    "Without an index, only what the database knows is searched: paths, titles, tasks, impacts, notes, commits.";
  static override examples = [
    "v7 search why a separate database",
    "v7 search enum --kind state --limit 3",
    "v7 search --like docs/META_PRD.md",
  ];
  static override strict = false;
  static override args = { "query…": Args.string({ description: "What to look for, in plain words." }) };
  static override flags = {
    limit: Flags.integer({ description: "How many results.", default: 10, min: 1 }),
    kind: Flags.option({
      options: [...sourceKinds, "files"] as const,
      description: "Only this kind of document; files: all but commits.",
    })(),
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

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<SearchOutput>> {
    const { flags, argv } = await this.parse(Search);
    const asked = argv.join(" ").trim();
    const query = asked === "" ? undefined : asked;
    if ((query === undefined) === (flags.like === undefined)) {
      const message = "search takes a question or --like FILE, one of the two";
      throw new Failure("V7-C004", message, { next: ["v7 search --help"] });
    }
    const workspace = await this.workspace(flags);
    const { mode, limit, kind, path, component, project } = flags;
    const directory = flags.repo === undefined ? process.cwd() : workspace.repository.root;
    const [like] = flags.like === undefined ? [] : indexedPaths(workspace.repository.root, directory, flags.like);
    const since = flags.since === undefined ? undefined : readMoment("since", flags.since, clockOf(workspace));
    const filter = { kind, path: this.typedPath(path), component, project, since };
    const question = { query: query ?? "", like, mode, limit, filter, scores: flags.scores };
    const answered = await searchFresh(workspace, { ...question, sync: flags.sync });
    const { because } = answered.output;
    if (because !== null) this.printer.message(`v7: ${because}\n`);
    return { ...answered, text: (screen) => renderSearch(this.shown(answered.output), clockOf(workspace), screen) };
  }
}

/** A file as the index names it; files of other roots are typed as they are registered. */
function indexedPaths(root: string, directory: string, typed: string): string[] {
  return typed.startsWith("@") ? [typed] : repositoryPaths(root, directory, [typed]);
}
