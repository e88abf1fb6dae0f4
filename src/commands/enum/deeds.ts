import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { listEnumDeeds } from "../../engine/look/enum-deeds.ts";
import type { EnumDeedsOutput } from "../../model/output/enum-deeds.ts";
import { renderEnumDeeds } from "../../render/enum-deed.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class EnumDeeds extends V7Command<EnumDeedsOutput> {
  static override summary = "List what was done to enums, as v7 remembers it";
  static override description = "No target is asked: v7 enum status does that.";
  static override examples = ["v7 enum deeds", "v7 enum deeds contact_curation_status"];
  static override args = {
    enum: Args.string({ description: "An enum's name, as its document has it, or enum/NAME. Left out: all." }),
  };
  static override flags = {
    target: Flags.string({ description: "Only those on this database of v7.yaml.", helpValue: "NAME" }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<EnumDeedsOutput>> {
    const { args, flags } = await this.parse(EnumDeeds);
    const name = args.enum;
    const answered = await listEnumDeeds(await this.workspace(flags), {
      name: name === undefined ? undefined : readName("enum", name),
      target: flags.target,
    });
    return { ...answered, text: (screen) => renderEnumDeeds(this.shown(answered.output), screen) };
  }
}
