import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { declaredAddresses, documentKindWords, kindWords } from "../engine/look/known-words.ts";
import { answer } from "../model/answer.ts";
import type { CompletionOutput } from "../model/output/completion.ts";
import { listReports } from "../reports/catalogue.ts";
import { type CommandResult, type GlobalFlags, V7Command } from "./base.ts";
import { completionPlaces, completionScripts, type Shell } from "./shell/completion-scripts.ts";
import { type KnownWords, suggestions } from "./shell/suggestions.ts";
import { Failure } from "../model/failure.ts";

export default class Completion extends V7Command<CompletionOutput> {
  static override summary = "Print what lets a shell complete v7's words";
  static override description = Object.values(completionPlaces).join("\n");
  static override examples = ["v7 completion bash"];
  static override strict = false;
  static override args = {
    shell: Args.string({ description: `The shell: ${Object.keys(completionScripts).join(", ")}.` }),
  };
  static override flags = {
    suggest: Flags.boolean({ description: "Say what the last of the words behind -- may become.", hidden: true }),
  };

  protected override readonly worksAnywhere = true;

  protected override async execute(): Promise<CommandResult<CompletionOutput>> {
    const { args, flags, argv } = await this.parse(Completion);
    if (flags.suggest) return this.#suggested(argv.map(String), flags);
    const script = scriptFor(args.shell);
    return { ...answer({ script, words: null }), text: script };
  }

  async #suggested(typed: readonly string[], flags: GlobalFlags): Promise<CommandResult<CompletionOutput>> {
    const words = await suggestions(this.config, typed, this.#knownWords(flags));
    return { ...answer({ script: null, words }), text: words.join("\n") };
  }

  #knownWords(flags: GlobalFlags): KnownWords {
    return {
      kinds: async () => kindWords(await this.workspace(flags)),
      documentKinds: async () => documentKindWords(await this.workspace(flags)),
      reports: async () => listReports().output.reports.map(({ name }) => name),
      addresses: async () => declaredAddresses(await this.workspace(flags)),
    };
  }
}

function scriptFor(shell: string | undefined): string {
  const known = Object.keys(completionScripts);
  if (shell !== undefined && known.includes(shell)) return completionScripts[shell as Shell];
  const message = shell === undefined ? "missing SHELL" : `no completion for ${shell}`;
  throw new Failure("V7-C001", message, { next: known.map((name) => `v7 completion ${name}`) });
}
