import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { formatDocuments } from "../engine/edit/format.ts";
import { type ExitCode, exitCodes } from "../model/codes/exits.ts";
import type { FmtOutput } from "../model/output/fmt.ts";
import { renderEdits } from "../render/edit.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { repositoryPaths } from "./shell/paths.ts";

export default class Fmt extends V7Command<FmtOutput> {
  static override summary = "Bring documents into canonical form; values and comments stay";
  static override examples = ["v7 fmt", "v7 fmt state/tasks --check"];
  static override strict = false;
  static override args = { "path…": Args.string({ description: "Only these files and folders." }) };
  static override flags = {
    check: Flags.boolean({ description: "Write nothing; exit 1 when something would change." }),
  };

  protected override async execute(): Promise<CommandResult<FmtOutput>> {
    const { flags, argv } = await this.parse(Fmt);
    const workspace = await this.workspace(flags);
    const paths = repositoryPaths(workspace.repository.root, this.invocation(flags).directory, argv.map(String));
    const answered = await formatDocuments(workspace, { paths, check: flags.check });
    return {
      ...answered,
      text: (screen) => renderEdits(answered.output.diffs, flags.check ? "v7 fmt" : "v7 plan", screen),
      exitCode: exitOf(answered.output, flags.check),
    };
  }
}

function exitOf({ changed }: FmtOutput, check: boolean): ExitCode {
  return check && changed.length > 0 ? exitCodes.error : exitCodes.ok;
}
