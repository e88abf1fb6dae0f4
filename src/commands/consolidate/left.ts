import * as Args from "@oclif/core/args";
import { leftOver } from "../../consolidate/copy/left.ts";
import type { ConsolidateLeftOutput } from "../../model/output/consolidate-left.ts";
import { renderLeft } from "../../render/consolidate.ts";
import type { CommandResult } from "../base.ts";
import { PathListCommand } from "../shell/path-list.ts";

export default class ConsolidateLeft extends PathListCommand<ConsolidateLeftOutput> {
  static override summary = "List the originals whose bytes the repository holds, for you to delete";
  static override description = "Each copy is read to be sure. v7 deletes nothing.";
  static override examples = ["v7 consolidate left downloads", "v7 consolidate left --json"];
  static override strict = false;
  static override args = {
    "group…": Args.string({ description: "Names of source groups; none: all of this machine." }),
  };

  protected override async execute(): Promise<CommandResult<ConsolidateLeftOutput>> {
    const { argv, flags } = await this.parse(ConsolidateLeft);
    const workspace = await this.workspace(flags);
    const answered = await leftOver(workspace, { groups: argv.map(String) });
    if (flags.print0)
      return this.printPaths(
        answered,
        answered.output.left.map(({ source }) => source),
      );
    return { ...answered, text: (screen) => renderLeft(this.shown(answered.output), screen) };
  }
}
