import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { IndexSummarizeOutput } from "../../model/output/index-summarize.ts";
import { renderSummaries } from "../../render/summaries.ts";
import { summarize } from "../../search/summaries/summarize.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class IndexSummarize extends V7Command<IndexSummarizeOutput> {
  static override summary = "Have a model propose summary and domain of documents, as edits to review";
  static override description =
    "Off unless v7.yaml declares search.summarizer. Edits the front matter of Markdown; what a person wrote there stays.";
  static override examples = ["v7 index summarize --dry-run", "v7 index summarize 'docs/**' --limit 5"];
  static override strict = false;
  static override args = {
    "path…": Args.string({ description: "Files, folders or patterns; by default all Markdown." }),
  };
  static override flags = {
    limit: Flags.integer({ description: "How many documents at most.", default: 10, min: 1 }),
    "dry-run": Flags.boolean({ description: "Only list what would be asked about; send nothing." }),
  };

  protected override async execute(): Promise<CommandResult<IndexSummarizeOutput>> {
    const { flags, argv } = await this.parse(IndexSummarize);
    const request = { paths: argv.map(String), limit: flags.limit, dryRun: flags["dry-run"] };
    const answered = await summarize(await this.workspace(flags), request);
    return { ...answered, text: (screen) => renderSummaries(this.shown(answered.output), screen) };
  }
}
