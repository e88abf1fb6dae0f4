import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { scanEnums } from "../../enums/scan/scan.ts";
import type { EnumScanOutput } from "../../model/output/enum-scan.ts";
import { renderEnumScan } from "../../render/enum-scan.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class EnumScan extends V7Command<EnumScanOutput> {
  static override summary =
    "Find the enums of a target, all that uses them, and which of them are one; changes nothing";
  static override examples = ["v7 enum scan app", "v7 enum scan app --all", "v7 enum scan app --count-up-to 1000000"];
  static override args = {
    target: Args.string({ description: "A name under targets of v7.yaml.", required: true }),
  };
  static override flags = {
    all: Flags.boolean({ description: "Print every group, and every enum with what uses it." }),
    "count-up-to": Flags.integer({
      description: "Count only tables of at most so many rows, as the server estimates them.",
      helpValue: "ROWS",
      min: 0,
    }),
  };

  protected override async execute(): Promise<CommandResult<EnumScanOutput>> {
    const { args, flags } = await this.parse(EnumScan);
    const request = { target: args.target, largest: flags["count-up-to"] };
    const answered = await scanEnums(await this.workspace(flags), request);
    return { ...answered, text: (screen) => renderEnumScan(answered.output, { all: flags.all }, screen) };
  }
}
