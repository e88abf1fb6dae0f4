import * as Args from "@oclif/core/args";
import type { EnumValidateOutput } from "../../model/output/enum-validate.ts";
import { renderEnumValidate } from "../../render/enum-deed.ts";
import { validateEnum } from "../../routines/enum-validate.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class EnumValidate extends V7Command<EnumValidateOutput> {
  static override summary = "Count an enum's rows again after its change, and say who still has the former type";
  static override examples = ["v7 enum validate contact_curation_status"];
  static override args = {
    enum: Args.string({ description: "The enum's name, as its document has it, or enum/NAME.", required: true }),
  };

  protected override async execute(): Promise<CommandResult<EnumValidateOutput>> {
    const { args, flags } = await this.parse(EnumValidate);
    const answered = await validateEnum(await this.workspace(flags), readName("enum", args.enum));
    return { ...answered, text: (screen) => renderEnumValidate(this.shown(answered.output), screen) };
  }
}
