import * as Args from "@oclif/core/args";
import { checkEnum } from "../../enums/prepare/check.ts";
import type { EnumCheckOutput } from "../../model/output/enum-check.ts";
import { renderEnumCheck } from "../../render/enum-change.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class EnumCheck extends V7Command<EnumCheckOutput> {
  static override summary =
    "Try an enum's scripts both ways on a clone, with rows of every value, and count the target's";
  static override examples = ["v7 enum check contact_curation_status"];
  static override args = {
    enum: Args.string({ description: "The enum's name, as its document has it, or enum/NAME.", required: true }),
  };

  protected override async execute(): Promise<CommandResult<EnumCheckOutput>> {
    const { args, flags } = await this.parse(EnumCheck);
    const answered = await checkEnum(await this.workspace(flags), readName("enum", args.enum));
    return { ...answered, text: (screen) => renderEnumCheck(this.shown(answered.output), screen) };
  }
}
