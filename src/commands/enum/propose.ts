import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { risks } from "../../engine/look/risk.ts";
import { proposeEnums } from "../../enums/propose/propose.ts";
import { Failure } from "../../model/failure.ts";
import type { EnumProposeOutput } from "../../model/output/enum-propose.ts";
import { renderEnumPropose } from "../../render/enum-propose.ts";
import type { CommandResult } from "../base.ts";
import { EditCommand } from "../shell/edit-command.ts";

export default class EnumPropose extends EditCommand<EnumProposeOutput> {
  static override summary = "Write a plan for each enum of a group of duplicates, with what becomes of every value";
  static override description =
    "The target is scanned again and only read. One enum keeps its name, values and order: the one with most rows that has all values. The others become it; what is not the same but for case and separators has to be said.";
  static override examples = [
    "v7 enum propose 1",
    "v7 enum propose app contact_curation_status",
    "v7 enum propose app 3 --map UNKNOWN=FREE --without crm.ContactCurationStatus",
    "v7 enum propose app contact_status --target-name v7_contact_status --map Complete=complete",
  ];
  static override args = {
    "target|group": Args.string({
      description: "A name under targets of v7.yaml; where there is one alone, the group.",
      required: true,
    }),
    group: Args.string({ description: "A group's number as v7 enum scan tells it, or an enum's name." }),
  };
  static override flags = {
    map: Flags.string({
      description: "What a label becomes; may be repeated.",
      helpValue: "OLD=NEW",
      multiple: true,
      multipleNonGreedy: true,
    }),
    "target-name": Flags.string({ description: "What the enum is called afterwards.", helpValue: "NAME" }),
    without: Flags.string({
      description: "An enum of the group that is left as it is; may be repeated.",
      helpValue: "NAME",
      multiple: true,
      multipleNonGreedy: true,
    }),
    risk: Flags.option({ options: risks, description: "How much can go wrong." })(),
    reorder: Flags.boolean({ description: "Values may compare in another order afterwards." }),
    "count-up-to": Flags.integer({
      description: "Count only tables of at most so many rows, as the server estimates them.",
      helpValue: "ROWS",
      min: 0,
    }),
  };

  protected override async execute(): Promise<CommandResult<EnumProposeOutput>> {
    const { args, flags } = await this.parse(EnumPropose);
    const { "target|group": first, group } = args;
    const workspace = await this.workspace(flags);
    const answered = await proposeEnums(workspace, {
      target: group === undefined ? undefined : first,
      group: group ?? first,
      without: flags.without ?? [],
      map: new Map((flags.map ?? []).map(readMapping)),
      becomes: flags["target-name"],
      risk: flags.risk,
      reorder: flags.reorder,
      largest: flags["count-up-to"],
    });
    const finished = await this.finish(workspace, answered, flags);
    return { ...finished, text: (screen) => renderEnumPropose(this.shown(finished.output), workspace.now(), screen) };
  }
}

/** At the first sign of equality: a label that holds one is mapped in the document. */
function readMapping(text: string): [old: string, becomes: string] {
  const at = text.indexOf("=");
  if (at < 0)
    throw new Failure("V7-C001", `--map takes OLD=NEW, and this is ${text}`, { next: ["v7 enum propose --help"] });
  return [text.slice(0, at), text.slice(at + 1)];
}
