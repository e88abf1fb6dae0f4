import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { IndexEvaluateOutput } from "../../model/output/index-evaluate.ts";
import { renderQuality } from "../../render/quality.ts";
import { evaluateIndex } from "../../search/evaluate.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class IndexEvaluate extends V7Command<IndexEvaluateOutput> {
  static override summary = "Measure how good search answers are, by questions whose answers are known";
  static override description =
    "QUERIES has a JSON object a line, with qid and text; JUDGEMENTS a question's qid, a document's path or name and a grade a line.";
  static override examples = ["v7 index evaluate queries.jsonl judgements.tsv"];
  static override args = {
    queries: Args.string({ description: "A file of questions.", required: true }),
    judgements: Args.string({ description: "A file of which documents answer them.", required: true }),
  };
  static override flags = {
    run: Flags.string({ description: "Write the answers to PREFIX.text and PREFIX.hybrid.", helpValue: "PREFIX" }),
  };

  protected override async execute(): Promise<CommandResult<IndexEvaluateOutput>> {
    const { flags, args } = await this.parse(IndexEvaluate);
    const { queries, judgements } = args;
    const answered = await evaluateIndex(await this.workspace(flags), { queries, judgements, run: flags.run });
    return { ...answered, text: (screen) => renderQuality(this.shown(answered.output), screen) };
  }
}
