import { Args } from "@oclif/core";
import { adopt } from "../engine/edit/adopt.ts";
import type { Address } from "../model/address.ts";
import { type FindingRow, findingRows } from "../model/finding.ts";
import { renderAdopted } from "../render/adopt.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface AdoptKeys {
  readonly files: readonly string[];
  readonly adopted: readonly Address[];
  readonly findings: readonly FindingRow[];
}

export default class Adopt extends V7Command<AdoptKeys> {
  static override summary = "Write documents for rows that no document declares";
  static override examples = ["v7 adopt Task", "v7 adopt task/1.9", "v7 adopt phase task --json"];
  static override strict = false;
  static override args = {
    "kind|address": Args.string({
      description: "All rows of a kind, or the row at an address; several may be named.",
      required: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<AdoptKeys>> {
    const { flags, argv } = await this.parse(Adopt);
    const { files, adopted, findings, failure } = await adopt(await this.workspace(flags), argv.map(String));
    return {
      output: { files: files.map(({ file }) => file), adopted, findings: findingRows(findings) },
      text: (palette) => renderAdopted({ files, adopted, rowsLeft: failure !== undefined }, palette),
      ...(failure ? { problem: failure } : {}),
    };
  }
}
