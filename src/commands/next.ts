import * as Flags from "@oclif/core/flags";
import type { NextOutput } from "../model/output/next.ts";
import { renderNext } from "../render/next.ts";
import { readNext } from "../routines/next.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";
import { asWord } from "./shell/common-flags.ts";
import { readDuration } from "./shell/durations.ts";

export default class Next extends V7Command<NextOutput> {
  static override summary = "Say what to do now, the gravest first, each with its command";
  static override description =
    "With --claim the first task that can begin is taken for a persona, by an edit of its document: it binds once it is pushed.";
  static override examples = ["v7 next", 'v7 next --claim --as "Layer 1 Data Sentinel"'];
  static override flags = {
    number: Flags.integer({
      char: "n",
      description: "How many are named.",
      helpValue: "NUMBER",
      default: 5,
      min: 1,
      max: 1_000,
    }),
    as: Flags.string({ ...asWord, description: "Only what this persona can do." }),
    claim: Flags.boolean({ description: "Take the first task that can begin.", dependsOn: ["as"] }),
    for: Flags.string({ description: "How long the claim is good.", helpValue: "TIME", default: "24h" }),
  };

  protected override async execute(): Promise<CommandResult<NextOutput>> {
    const { flags } = await this.parse(Next);
    const workspace = await this.workspace(flags);
    const answered = await readNext(workspace, {
      persona: flags.as,
      limit: flags.number,
      claimFor: flags.claim ? readDuration("for", flags.for) : undefined,
    });
    return { ...answered, text: (screen) => renderNext(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
