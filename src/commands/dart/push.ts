import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { DartPushOutput } from "../../model/output/dart-push.ts";
import { renderDartPush } from "../../render/dart.ts";
import { dartPush } from "../../routines/dart-push.ts";
import { readFieldAddress } from "../../model/read-address.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { approvedWord } from "../shell/common-flags.ts";

export default class DartPush extends V7Command<DartPushOutput> {
  static override summary = "Plan what DART lacks, and send it once approved; ids are written back into the tasks";
  static override description =
    "Without --approved nothing is sent. It may be interrupted at any time: running it again sends what is left, and nothing twice.";
  static override examples = ["v7 dart push", "v7 dart push --approved", "v7 dart push 3f9a1c --approved"];
  static override args = {
    plan: Args.string({ description: "A plan that was made: its first digits. Left out: it is planned now." }),
  };
  static override flags = {
    approved: Flags.boolean({ ...approvedWord, description: "Consent: without it nothing is sent." }),
    "force-conflicts": Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "Where both sides moved, send what this task's document says.",
      helpValue: "ADDRESS",
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DartPushOutput>> {
    const { args, flags } = await this.parse(DartPush);
    const forced = (flags["force-conflicts"] ?? []).map((text) => readFieldAddress(text).address);
    const answered = await dartPush(await this.workspace(flags), { plan: args.plan, approved: flags.approved, forced });
    return { ...answered, text: (screen) => renderDartPush(this.shown(answered.output), screen) };
  }
}
