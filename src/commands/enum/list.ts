import * as Flags from "@oclif/core/flags";
import { listEnums } from "../../engine/look/enums.ts";
import { risks } from "../../engine/look/risk.ts";
import type { EnumListOutput } from "../../model/output/enum-list.ts";
import { renderEnums } from "../../render/enums.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class EnumList extends V7Command<EnumListOutput> {
  static override summary = "List enums and what is to become of them";
  static override examples = ["v7 enum list", "v7 enum list --status proposed --risk high"];
  static override flags = {
    status: Flags.string({ description: "Only those of this status.", helpValue: "STATUS" }),
    risk: Flags.option({ options: risks, description: "Only those of this risk." })(),
    target: Flags.string({ description: "Only those of this database of v7.yaml.", helpValue: "NAME" }),
    phase: Flags.string({ description: "Only this phase's.", helpValue: "PHASE" }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<EnumListOutput>> {
    const { flags } = await this.parse(EnumList);
    const { status, risk, target } = flags;
    const request = {
      status,
      risk,
      target,
      phase: flags.phase === undefined ? undefined : readName("phase", flags.phase),
    };
    const answered = await listEnums(await this.workspace(flags), request);
    return { ...answered, text: (screen) => renderEnums(this.shown(answered.output), screen) };
  }
}
