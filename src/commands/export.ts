import { relative, resolve, sep } from "node:path";
import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { checkIndex, type IndexDifference, usualIndexFile, writeIndex } from "../files/registry/file-index.ts";
import { scanRoots } from "../files/places/roots.ts";
import { exitCodes } from "../model/codes/exits.ts";
import { renderIndexCheck, renderIndexWritten } from "../render/index.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface ExportKeys {
  readonly file: string;
  readonly files: number;
  /** With `--check` alone. */
  readonly current?: boolean;
  readonly added?: readonly string[];
  readonly changed?: readonly string[];
  readonly removed?: readonly string[];
}

export default class Export extends V7Command<ExportKeys> {
  static override summary = "Write the index of registered files; --check exits 2 when the written one is stale";
  static override examples = ["v7 export index", "v7 export index --check", "v7 export index -o docs/FILE_INDEX.json"];
  static override args = {
    what: Args.string({ description: "What to write.", required: true, options: ["index"] }),
  };
  static override flags = {
    output: Flags.string({
      char: "o",
      description: `Where; by default ${usualIndexFile} at the root.`,
      helpValue: "FILE",
    }),
    check: Flags.boolean({ description: "Write nothing; compare, and exit 2 when it is stale." }),
  };

  protected override async execute(): Promise<CommandResult<ExportKeys>> {
    const { flags } = await this.parse(Export);
    const workspace = await this.workspace(flags);
    const { root } = workspace.repository;
    const output = flags.output === undefined ? undefined : relative(root, resolve(flags.output)).split(sep).join("/");
    const file = output ?? usualIndexFile;
    const place = { root, file, outside: outsideOf(workspace) };
    return withConnection(workspace, "read", async (connection) => {
      if (flags.check) return checked(file, await checkIndex(connection, place));
      const files = await writeIndex(connection, place);
      return { output: { file, files }, text: () => renderIndexWritten(file, files) };
    });
  }
}

function outsideOf({ repository, config }: Workspace): string[] {
  return scanRoots(repository, config.scan).flatMap(({ prefix }) => (prefix === "" ? [] : [prefix]));
}

function checked(file: string, difference: IndexDifference): CommandResult<ExportKeys> {
  return {
    output: { file, ...difference },
    text: () => renderIndexCheck(file, difference),
    exitCode: difference.current ? exitCodes.ok : exitCodes.changes,
  };
}
