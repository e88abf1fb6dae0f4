import * as Args from "@oclif/core/args";
import { dedup } from "../../consolidate/compare/dedup.ts";
import type { ConsolidateDedupOutput } from "../../model/output/consolidate-dedup.ts";
import { renderDedup } from "../../render/consolidate.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class ConsolidateDedup extends V7Command<ConsolidateDedupOutput> {
  static override summary = "Mark the sources whose bytes are in the repository, or in another source";
  static override examples = ["v7 consolidate dedup", "v7 consolidate dedup downloads legacy"];
  static override strict = false;
  static override args = { "group…": Args.string({ description: "Names of source groups; none: all." }) };

  protected override async execute(): Promise<CommandResult<ConsolidateDedupOutput>> {
    const { argv, flags } = await this.parse(ConsolidateDedup);
    const answered = await dedup(await this.workspace(flags), { groups: argv.map(String) });
    return { ...answered, text: (screen) => renderDedup(this.shown(answered.output), screen) };
  }
}
