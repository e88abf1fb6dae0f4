import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { inventory } from "../../consolidate/inventory/inventory.ts";
import type { ConsolidateInventoryOutput } from "../../model/output/consolidate-inventory.ts";
import { renderInventory } from "../../render/consolidate.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class ConsolidateInventory extends V7Command<ConsolidateInventoryOutput> {
  static override summary = "Record what lies in the source groups' folders of this machine";
  static override description =
    "Reads what is new or has moved since the last inventory. It may be interrupted at any time: what is recorded is not read again.";
  static override examples = ["v7 consolidate inventory", "v7 consolidate inventory downloads"];
  static override strict = false;
  static override args = {
    "group…": Args.string({ description: "Names of source groups; none: all of this machine." }),
  };
  static override flags = {
    full: Flags.boolean({
      description: "Read every file, whatever its stamp, and fetch what lies in iCloud.",
      default: false,
    }),
    "allow-mass-delete": Flags.integer({
      description: "Up to N files may be missing at once.",
      helpValue: "N",
      min: 0,
    }),
  };

  protected override async execute(): Promise<CommandResult<ConsolidateInventoryOutput>> {
    const { argv, flags } = await this.parse(ConsolidateInventory);
    const answered = await inventory(await this.workspace(flags), {
      groups: argv.map(String),
      full: flags.full,
      allowMassDelete: flags["allow-mass-delete"],
    });
    return { ...answered, text: (screen) => renderInventory(this.shown(answered.output), screen) };
  }
}
