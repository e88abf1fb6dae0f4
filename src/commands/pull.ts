import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { pull } from "../engine/edit/pull.ts";
import type { Address } from "../model/address.ts";
import { type FindingRow, findingRows } from "../model/finding.ts";
import { renderEdits } from "../render/edit.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readFieldAddress } from "./shell/addresses.ts";

interface PullKeys {
  readonly files: readonly string[];
  readonly changed: readonly Address[];
  readonly findings: readonly FindingRow[];
}

export default class Pull extends V7Command<PullKeys> {
  static override summary = "Accept what was changed outside v7 into the documents";
  static override examples = ["v7 pull", "v7 pull task/1.2#status", "v7 pull task/1.2 --theirs"];
  static override strict = false;
  static override args = {
    "address…": Args.string({ description: "Only these; by default everything that drifted." }),
  };
  static override flags = {
    theirs: Flags.boolean({ description: "In conflicts, take the rows' values too." }),
  };

  protected override async execute(): Promise<CommandResult<PullKeys>> {
    const { flags, argv } = await this.parse(Pull);
    const addresses = argv.map(String);
    for (const address of addresses) readFieldAddress(address);
    const pulled = await pull(await this.workspace(flags), { addresses, theirs: flags.theirs });
    const { files, changed, findings, failure } = pulled;
    return {
      output: { files: files.map(({ file }) => file), changed, findings: findingRows(findings) },
      text: (palette) => (failure && files.length === 0 ? "" : renderEdits(files, "v7 plan", palette)),
      ...(failure ? { problem: failure } : {}),
    };
  }
}
