import * as Args from "@oclif/core/args";
import type { EnumStatusOutput } from "../../model/output/enum-status.ts";
import { renderEnumStatus } from "../../render/enum-deed.ts";
import { enumStatus } from "../../routines/enum-status.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class EnumStatus extends V7Command<EnumStatusOutput> {
  static override summary = "Ask targets what was done to their enums: their own ledgers are the truth";
  static override description = "What v7 remembers is made to agree; a deed whose end nobody knew is settled.";
  static override examples = ["v7 enum status", "v7 enum status app"];
  static override args = {
    target: Args.string({ description: "A target of v7.yaml. Left out: all of them." }),
  };

  protected override async execute(): Promise<CommandResult<EnumStatusOutput>> {
    const { args, flags } = await this.parse(EnumStatus);
    const answered = await enumStatus(await this.workspace(flags), args.target);
    return { ...answered, text: (screen) => renderEnumStatus(this.shown(answered.output), screen) };
  }
}
