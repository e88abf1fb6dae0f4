import { Args } from "@oclif/core";
import { explainCode } from "../engine/look/explain-code.ts";
import type { ExplainCodeOutput } from "../model/output/explain-code.ts";
import type { ExplainKindOutput } from "../model/output/explain-kind.ts";
import { renderExplainedCode, renderExplainedKind } from "../render/explain.ts";
import { type CommandResult, type GlobalFlags, V7Command } from "./base.ts";

export default class Explain extends V7Command<ExplainCodeOutput | ExplainKindOutput> {
  static override summary = "Say what a code means, or what a kind of document holds";
  static override examples = ["v7 explain V7-D012", "v7 explain Task"];
  static override args = {
    subject: Args.string({ description: "A code, as printed in [brackets], or a kind.", required: true }),
  };

  protected override readonly worksAnywhere = true;

  protected override async execute(): Promise<CommandResult<ExplainCodeOutput | ExplainKindOutput>> {
    const { args, flags } = await this.parse(Explain);
    return /^v7-/i.test(args.subject) ? codeResult(args.subject) : this.#kindResult(args.subject, flags);
  }

  async #kindResult(topic: string, flags: GlobalFlags): Promise<CommandResult<ExplainKindOutput>> {
    const { explainKind } = await import("../engine/look/explain.ts");
    const answered = await explainKind(await this.workspace(flags), { topic });
    return { ...answered, text: (palette) => renderExplainedKind(answered.output, palette) };
  }
}

async function codeResult(code: string): Promise<CommandResult<ExplainCodeOutput>> {
  const answered = await explainCode({ code });
  return { ...answered, text: (palette) => renderExplainedCode(answered.output, palette) };
}
