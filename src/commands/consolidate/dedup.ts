import * as Args from "@oclif/core/args";
import { dedup } from "../../consolidate/compare/dedup.ts";
import type { Dedup } from "../../model/consolidation.ts";
import { renderDedup } from "../../render/consolidate.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { consolidation } from "../../routines/consolidation.ts";

export default class ConsolidateDedup extends V7Command<Dedup> {
  static override summary = "Mark the sources whose bytes are in the repository, or in another source";
  static override examples = ["v7 consolidate dedup", "v7 consolidate dedup downloads legacy"];
  static override strict = false;
  static override args = { "group…": Args.string({ description: "Names of source groups; none: all." }) };

  protected override async execute(): Promise<CommandResult<Dedup>> {
    const { argv, flags } = await this.parse(ConsolidateDedup);
    const found = await dedup(await consolidation(await this.workspace(flags)), argv.map(String), this.tell);
    return { output: found, text: () => renderDedup(found) };
  }
}
