import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { writeEnumScripts } from "../../enums/prepare/write-scripts.ts";
import type { EnumScriptOutput } from "../../model/output/enum-script.ts";
import { renderEnumScript } from "../../render/enum-change.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class EnumScript extends V7Command<EnumScriptOutput> {
  static override summary = "Write the SQL that changes an enum, and the SQL that takes it back, for review";
  static override description =
    "A clone of the target's schema shows what has to be made anew, and both scripts are tried there. The target is only read.";
  static override examples = ["v7 enum script contact_curation_status"];
  static override args = {
    enum: Args.string({ description: "The enum's name, as its document has it, or enum/NAME.", required: true }),
  };

  static override flags = {
    compat: Flags.boolean({
      allowNo: true,
      description: "Old clients go on with the old values beside new ones, until the plan is retired.",
    }),
  };

  protected override async execute(): Promise<CommandResult<EnumScriptOutput>> {
    const { args, flags } = await this.parse(EnumScript);
    const answered = await writeEnumScripts(await this.workspace(flags), {
      name: readName("enum", args.enum),
      compat: flags.compat,
    });
    return { ...answered, text: (screen) => renderEnumScript(this.shown(answered.output), screen) };
  }
}
