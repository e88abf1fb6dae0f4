import { Args, Flags } from "@oclif/core";
import type { EnumDeedOutput } from "../../model/output/enum-deed.ts";
import { renderEnumDeed } from "../../render/enum-deed.ts";
import { enumDeed } from "../../routines/enum-deeds.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "./addresses.ts";
import { approvedWord } from "./common-flags.ts";

/** What a command says of a deed; what the deed does stands in `routines/enum-deeds.ts`. */
export interface EnumDeedCommand {
  readonly direction: "implement" | "rollback" | "retire";
  readonly summary: string;
  readonly description: string;
}

/** A command that plans a deed on an enum's target, and carries it out once it is approved. */
export function enumDeedCommand({ direction, summary, description }: EnumDeedCommand) {
  return class EnumDeedCommand extends V7Command<EnumDeedOutput> {
    static override summary = summary;
    static override description = description;
    static override examples = [
      `v7 enum ${direction} contact_curation_status`,
      `v7 enum ${direction} 3f9a1c --approved`,
    ];
    static override args = {
      enum: Args.string({
        description: "The enum's name, as its document has it; or a plan that was made: its first digits.",
        required: true,
      }),
    };
    static override flags = {
      accept: Flags.string({
        multiple: true,
        multipleNonGreedy: true,
        description: "A hazard that the plan accepts: v7 explain CODE.",
        helpValue: "CODE",
      }),
      approved: Flags.boolean({ ...approvedWord, description: "Consent: without it nothing is changed." }),
    };

    protected override readonly rollsBack = true;

    protected override async execute(): Promise<CommandResult<EnumDeedOutput>> {
      const { args, flags } = await this.parse(EnumDeedCommand);
      const answered = await enumDeed(await this.workspace(flags), {
        direction,
        subject: readName("enum", args.enum),
        approved: flags.approved,
        accepted: flags.accept ?? [],
      });
      return { ...answered, text: (screen) => renderEnumDeed(this.shown(answered.output), screen) };
    }
  };
}
