import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { pull } from "../engine/edit/pull.ts";
import type { PullOutput } from "../model/output/pull.ts";
import { renderPulled } from "../render/edit.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readFieldAddress } from "../model/read-address.ts";

export default class Pull extends V7Command<PullOutput> {
  static override summary = "Accept what was changed outside v7 into the documents";
  static override examples = ["v7 pull", "v7 pull task/1.2#status", "v7 pull task/1.2 --theirs"];
  static override strict = false;
  static override args = {
    "address…": Args.string({ description: "Only these; by default everything that drifted." }),
  };
  static override flags = {
    theirs: Flags.boolean({ description: "In conflicts, take the rows' values too." }),
  };

  protected override async execute(): Promise<CommandResult<PullOutput>> {
    const { flags, argv } = await this.parse(Pull);
    const addresses = argv.map(String);
    for (const address of addresses) readFieldAddress(address);
    const answered = await pull(await this.workspace(flags), { addresses, theirs: flags.theirs });
    return { ...answered, text: (screen) => renderPulled(this.shown(answered.output), screen) };
  }
}
