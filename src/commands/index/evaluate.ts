import { writeFileSync } from "node:fs";
import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { Failure } from "../../model/failure.ts";
import { type QualityRow, renderQuality } from "../../render/quality.ts";
import { evaluate, type RunLine } from "../../search/evaluate.ts";
import { readJudgedQueries } from "../../search/judged-queries.ts";
import { openIndex } from "../../search/search.ts";
import { type CommandResult, V7Command } from "../base.ts";

interface EvaluateKeys {
  readonly quality: readonly QualityRow[];
}

export default class IndexEvaluate extends V7Command<EvaluateKeys> {
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

  protected override async execute(): Promise<CommandResult<EvaluateKeys>> {
    const { flags, args } = await this.parse(IndexEvaluate);
    const queries = readJudgedQueries(args.queries, args.judgements);
    const index = await openIndex(await this.workspace(flags));
    if (typeof index === "string") throw new Failure("V7-I004", index, { next: ["v7 index sync"] });
    try {
      const quality: QualityRow[] = [];
      for (const mode of index.hasVectors ? (["text", "hybrid"] as const) : (["text"] as const)) {
        const { quality: measured, run } = await evaluate(index, queries, mode);
        quality.push(measured);
        if (flags.run !== undefined) writeFileSync(`${flags.run}.${mode}`, runText(run));
      }
      return { output: { quality }, text: () => renderQuality(quality) };
    } finally {
      index.close();
    }
  }
}

function runText(run: readonly RunLine[]): string {
  return run.map((line) => `${line.join(" ")}\n`).join("");
}
