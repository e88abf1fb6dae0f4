import { Args } from "@oclif/core";
import { codes, isCode } from "../model/codes/codes.ts";
import type { ExplainedCode } from "../model/explanation.ts";
import { Failure } from "../model/failure.ts";
import type { JsonObject } from "../model/json.ts";
import { explainedKindJson, renderExplainedCode, renderExplainedKind } from "../render/explain.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { nearest } from "./shell/words.ts";

export default class Explain extends V7Command<ExplainedCode | JsonObject> {
  static override summary = "Say what a code means, or what a kind of document holds";
  static override examples = ["v7 explain V7-D012", "v7 explain Task"];
  static override args = {
    subject: Args.string({ description: "A code, as printed in [brackets], or a kind.", required: true }),
  };

  protected override async execute(): Promise<CommandResult<ExplainedCode | JsonObject>> {
    const { args, flags } = await this.parse(Explain);
    // A code is explained even where v7.yaml cannot be read: that may be what the code says.
    if (/^v7-/i.test(args.subject)) return codeResult(explainCode(args.subject.toUpperCase()));
    const { explainTopic } = await import("../engine/look/explain.ts");
    const explained = explainTopic((await this.workspace(flags)).kinds, args.subject);
    if ("code" in explained) return codeResult(explained);
    return { output: explainedKindJson(explained), text: (palette) => renderExplainedKind(explained, palette) };
  }
}

function codeResult(explained: ExplainedCode): CommandResult<ExplainedCode> {
  return { output: explained, text: (palette) => renderExplainedCode(explained, palette) };
}

function explainCode(code: string): ExplainedCode {
  if (isCode(code)) return { code, ...codes[code] };
  const meant = nearest(code, Object.keys(codes));
  throw new Failure("V7-C005", `no code ${code}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
}
