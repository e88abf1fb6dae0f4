import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { explainPath } from "../files/places/explain.ts";
import { scanFiles } from "../files/scan/scan.ts";
import { type ExitCode, exitCodes } from "../model/codes/exits.ts";
import type { ScanExplainOutput } from "../model/output/scan-explain.ts";
import type { ScanOutput } from "../model/output/scan.ts";
import { renderExplanation, renderScan } from "../render/scan.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { exitCodeWord } from "./shell/common-flags.ts";

export default class Scan extends V7Command<ScanOutput | ScanExplainOutput> {
  static override summary = "Register the files of the repository and of declared roots";
  static override description =
    "Reads what is new or has moved since the last scan, and records what changed. What git ignores is left out, and what v7.yaml scan says.";
  static override examples = ["v7 scan", "v7 scan --diff --exit-code", "v7 scan --explain node_modules/yaml/index.js"];
  static override args = {
    path: Args.string({
      description: "A file or folder to look at instead of everything; @root/… in a declared root.",
    }),
  };
  static override flags = {
    diff: Flags.boolean({ description: "Only show what differs from the registry; write nothing." }),
    "exit-code": Flags.boolean({ ...exitCodeWord, description: "Exit 2 when something differs." }),
    full: Flags.boolean({ description: "Read every file again, also those that look unchanged." }),
    explain: Flags.string({ description: "Tell why a path is registered or not.", helpValue: "PATH" }),
    "allow-mass-delete": Flags.integer({
      description: "Let this many files be missing, though it is more than a fifth.",
      helpValue: "N",
      min: 0,
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ScanOutput | ScanExplainOutput>> {
    const { flags, args } = await this.parse(Scan);
    const { diff, full, "allow-mass-delete": allowMassDelete, explain } = flags;
    const workspace = await this.workspace(flags);
    const directory = flags.repo === undefined ? process.cwd() : workspace.repository.root;
    if (explain !== undefined) {
      const answered = await explainPath(workspace, { path: explain, directory });
      return { ...answered, text: (screen) => renderExplanation(this.shown(answered.output), screen) };
    }
    const answered = await scanFiles(workspace, { path: args.path, directory, diff, full, allowMassDelete });
    const exitCode = flags["exit-code"] ? exitCodeOf(answered.output) : exitCodes.ok;
    return { ...answered, text: (screen) => renderScan(this.shown(answered.output), { diff }, screen), exitCode };
  }
}

function exitCodeOf({ added, modified, deleted }: ScanOutput): ExitCode {
  return added + modified + deleted > 0 ? exitCodes.changes : exitCodes.ok;
}
