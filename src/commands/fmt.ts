import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { formatDocuments } from "../engine/edit/format.ts";
import { exitCodes } from "../model/codes/exits.ts";
import { renderEdits } from "../render/edit.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { repositoryPaths } from "./shell/paths.ts";

interface FmtKeys {
  readonly changed: readonly string[];
}

export default class Fmt extends V7Command<FmtKeys> {
  static override summary = "Bring documents into canonical form; values and comments stay";
  static override examples = ["v7 fmt", "v7 fmt state/tasks --check"];
  static override strict = false;
  static override args = { "path…": Args.string({ description: "Only these files and folders." }) };
  static override flags = {
    check: Flags.boolean({ description: "Write nothing; exit 1 when something would change." }),
  };

  protected override async execute(): Promise<CommandResult<FmtKeys>> {
    const { flags, argv } = await this.parse(Fmt);
    const workspace = await this.workspace(flags);
    const paths = repositoryPaths(workspace.repository.root, this.invocation(flags).directory, argv.map(String));
    const edits = await formatDocuments(workspace, { paths, check: flags.check });
    return {
      output: { changed: edits.map(({ file }) => file) },
      text: (palette) => renderEdits(edits, flags.check ? "v7 fmt" : "v7 plan", palette),
      exitCode: flags.check && edits.length > 0 ? exitCodes.error : exitCodes.ok,
    };
  }
}
