import { relative, resolve, sep } from "node:path";
import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { checkIndex, exportIndex, usualIndexFile } from "../files/registry/file-index.ts";
import { exitCodes } from "../model/codes/exits.ts";
import type { ExportCheckOutput } from "../model/output/export-check.ts";
import type { ExportIndexOutput } from "../model/output/export-index.ts";
import { renderIndexCheck, renderIndexWritten } from "../render/index.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { Failure } from "../model/failure.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { isStandardOutput } from "./shell/output-file.ts";

type ExportOutput = ExportIndexOutput | ExportCheckOutput;

export default class Export extends V7Command<ExportOutput> {
  static override summary = "Write the index of registered files; --check exits 2 when the written one is stale";
  static override examples = ["v7 export index", "v7 export index --check", "v7 export index -o docs/FILE_INDEX.json"];
  static override args = {
    what: Args.string({ description: "What to write.", required: true, options: ["index"] }),
  };
  static override flags = {
    output: Flags.string({
      char: "o",
      description: `Where; by default ${usualIndexFile} at the root; - is stdout.`,
      helpValue: "FILE",
    }),
    check: Flags.boolean({ description: "Write nothing; compare, and exit 2 when it is stale." }),
  };

  protected override async execute(): Promise<CommandResult<ExportOutput>> {
    const { flags } = await this.parse(Export);
    const workspace = await this.workspace(flags);
    if (isStandardOutput(flags.output)) return this.#printed(workspace, flags);
    const request = { file: belowRoot(workspace.repository.root, flags.output) };
    if (!flags.check) {
      const answered = await exportIndex(workspace, request);
      return { ...answered, text: () => renderIndexWritten(this.shown(answered.output)) };
    }
    const answered = await checkIndex(workspace, request);
    const exitCode = answered.output.current ? exitCodes.ok : exitCodes.changes;
    return { ...answered, text: () => renderIndexCheck(this.shown(answered.output)), exitCode };
  }

  async #printed(
    workspace: Workspace,
    { json, check }: { readonly json: boolean; readonly check: boolean },
  ): Promise<CommandResult<ExportOutput>> {
    if (json || check) {
      const message = `-o - prints the index, which leaves no place for --${json ? "json" : "check"}`;
      throw new Failure("V7-C004", message, { next: ["give one of the two"] });
    }
    const answered = await exportIndex(workspace, { print: (text) => this.printer.data(text) });
    return { ...answered, isDataPrinted: true, text: "" };
  }
}

/** A file as it is typed, from the root; it need not be there yet. */
function belowRoot(root: string, typed: string | undefined): string | undefined {
  return typed === undefined ? undefined : relative(root, resolve(typed)).split(sep).join("/");
}
