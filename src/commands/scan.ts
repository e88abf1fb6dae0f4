import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { Workspace } from "../workspace/workspace.ts";
import { explainPath, type ScanExplanation } from "../files/places/explain.ts";
import { type ScanReport, scanFiles } from "../files/scan/scan.ts";
import { exitCodes } from "../model/codes/exits.ts";
import { type ExplanationRow, renderExplanation, renderScan, type ScanRow } from "../render/scan.ts";
import { type CommandResult, V7Command } from "./base.ts";

type ScanKeys = ScanRow | { readonly explain: ExplanationRow };

export default class Scan extends V7Command<ScanKeys> {
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
    "exit-code": Flags.boolean({ description: "Exit 2 when something differs." }),
    full: Flags.boolean({ description: "Read every file again, also those that look unchanged." }),
    explain: Flags.string({ description: "Tell why a path is registered or not.", helpValue: "PATH" }),
    "allow-mass-delete": Flags.integer({
      description: "Let this many files be missing, though it is more than a fifth.",
      helpValue: "N",
      min: 0,
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<ScanKeys>> {
    const { flags, args } = await this.parse(Scan);
    const workspace = await this.workspace(flags);
    const directory = flags.repo === undefined ? process.cwd() : workspace.repository.root;
    if (flags.explain !== undefined) return explanation(workspace, flags.explain, directory);
    const report = await scanFiles(workspace, {
      path: args.path,
      directory,
      diff: flags.diff,
      full: flags.full,
      allowMassDelete: flags["allow-mass-delete"],
      tell: this.tell,
    });
    const differs = report.added + report.modified + report.deleted > 0;
    return {
      output: scanRow(report),
      text: (palette) => renderScan(scanRow(report), { diff: flags.diff }, palette),
      exitCode: flags["exit-code"] && differs ? exitCodes.changes : exitCodes.ok,
    };
  }
}

async function explanation(workspace: Workspace, path: string, directory: string): Promise<CommandResult<ScanKeys>> {
  const found = explanationRow(await explainPath(workspace, path, directory));
  return { output: { explain: found }, text: () => renderExplanation(found) };
}

function scanRow({ durationMs, runId, ...report }: ScanReport): ScanRow {
  return { ...report, duration_ms: durationMs, run_id: runId };
}

function explanationRow({ isScanned, fileType, ...found }: ScanExplanation): ExplanationRow {
  return { ...found, scanned: isScanned, file_type: fileType };
}
