import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { explainCode } from "../engine/look/explain-code.ts";
import { parseFieldAddress } from "../model/address.ts";
import { Failure } from "../model/failure.ts";
import type { ExplainAddressOutput } from "../model/output/explain-address.ts";
import type { ExplainCodeOutput } from "../model/output/explain-code.ts";
import type { ExplainKindOutput } from "../model/output/explain-kind.ts";
import type { ExplainTopicsOutput } from "../model/output/explain-topics.ts";
import { renderExplainedAddress, renderExplainedCode, renderExplainedKind, renderTopics } from "../render/explain.ts";
import { type CommandResult, type GlobalFlags, V7Command } from "./base.ts";

type ExplainOutput = ExplainTopicsOutput | ExplainCodeOutput | ExplainAddressOutput | ExplainKindOutput;

export default class Explain extends V7Command<ExplainOutput> {
  static override summary = "Say what a kind of document holds, what a field or a code means, or what an address names";
  static override description = "Without a subject it lists the kinds, the files and what codes begin with.";
  static override examples = [
    "v7 explain",
    "v7 explain Task",
    "v7 explain Task --example",
    "v7 explain task.status",
    "v7 explain task/1.1",
    "v7 explain v7.yaml",
    "v7 explain V7-D012",
    "v7 explain V7-D",
  ];
  static override args = {
    subject: Args.string({ description: "A kind, a field, an address, a file, or a code as printed in [brackets]." }),
  };
  static override flags = {
    example: Flags.boolean({ description: "Print only a smallest valid document of the kind." }),
  };

  protected override readonly worksAnywhere = true;

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ExplainOutput>> {
    const { args, flags } = await this.parse(Explain);
    const { subject, example } = { subject: args.subject, ...flags };
    if (subject !== undefined && /^v7-[a-z]$/i.test(subject)) return areaResult(subject);
    if (subject !== undefined && /^v7-/i.test(subject)) return codeResult(subject);
    if (subject === undefined) return this.#topicsResult(flags);
    return parseFieldAddress(subject) ? this.#addressResult(subject, flags) : this.#kindResult(subject, example, flags);
  }

  async #topicsResult(flags: GlobalFlags): Promise<CommandResult<ExplainTopicsOutput>> {
    const { explainTopics } = await import("../engine/look/explain-topics.ts");
    const answered = await explainTopics(await this.workspace(flags));
    return { ...answered, text: (screen) => renderTopics(this.shown(answered.output), screen) };
  }

  async #addressResult(subject: string, flags: GlobalFlags): Promise<CommandResult<ExplainOutput>> {
    const { address, field } = parseFieldAddress(subject) ?? { address: subject };
    const workspace = await this.workspace(flags);
    const segment = workspace.kinds.ofAddress(address)?.part?.segment ?? address.slice(0, address.indexOf("/"));
    if (field !== undefined) return this.#kindResult(`${segment}.${field}`, false, flags);
    const { explainAddress } = await import("../engine/look/explain-address.ts");
    const answered = await explainAddress(workspace, { address });
    return { ...answered, text: (screen) => renderExplainedAddress(this.shown(answered.output), screen) };
  }

  async #kindResult(
    topic: string,
    onlyExample: boolean,
    flags: GlobalFlags,
  ): Promise<CommandResult<ExplainKindOutput>> {
    const { explainKind } = await import("../engine/look/explain.ts");
    const answered = await explainKind(await this.workspace(flags), { topic });
    const { example } = answered.output;
    if (!onlyExample)
      return { ...answered, text: (screen) => renderExplainedKind(this.shown(answered.output), screen) };
    if (example === null) throw new Failure("V7-C004", `--example takes a kind or a file; ${topic} is a field`);
    return { ...answered, text: example };
  }
}

async function codeResult(code: string): Promise<CommandResult<ExplainCodeOutput>> {
  const answered = await explainCode({ code });
  return { ...answered, text: (screen) => renderExplainedCode(answered.output, screen) };
}

async function areaResult(area: string): Promise<CommandResult<ExplainTopicsOutput>> {
  const { explainArea } = await import("../engine/look/explain-topics.ts");
  const answered = await explainArea({ area });
  return { ...answered, text: (screen) => renderTopics(answered.output, screen) };
}
