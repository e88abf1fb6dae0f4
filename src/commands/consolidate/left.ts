import * as Args from "@oclif/core/args";
import { leftOver } from "../../consolidate/copy/left.ts";
import type { ConsolidateLeftOutput } from "../../model/output/consolidate-left.ts";
import { renderLeft } from "../../render/consolidate.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class ConsolidateLeft extends V7Command<ConsolidateLeftOutput> {
  static override summary = "List the originals whose bytes the repository holds, for you to delete";
  static override description = "Each copy is read to be sure. v7 deletes nothing.";
  static override examples = ["v7 consolidate left downloads", "v7 consolidate left --json"];
  static override strict = false;
  static override args = {
    "group…": Args.string({ description: "Names of source groups; none: all of this machine." }),
  };

  protected override async execute(): Promise<CommandResult<ConsolidateLeftOutput>> {
    const { argv, flags } = await this.parse(ConsolidateLeft);
    const answered = await leftOver(await this.workspace(flags), { groups: argv.map(String) });
    return { ...answered, text: () => renderLeft(answered.output) };
  }
}
