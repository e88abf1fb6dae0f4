import * as Flags from "@oclif/core/flags";
import { unlock } from "../engine/apply/unlock.ts";
import { Failure } from "../model/failure.ts";
import type { UnlockOutput } from "../model/output/unlock.ts";
import { renderUnlock } from "../render/unlock.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Unlock extends V7Command<UnlockOutput> {
  static override summary = "End whoever holds the apply lock; what they had written is rolled back";
  static override examples = ["v7 unlock --force"];
  static override flags = {
    force: Flags.boolean({ description: "Yes, end a colleague's apply; it is recorded." }),
  };

  protected override async execute(): Promise<CommandResult<UnlockOutput>> {
    const { flags } = await this.parse(Unlock);
    if (!flags.force) {
      throw new Failure("V7-C001", "unlock ends a colleague's apply and needs --force", {
        next: ["v7 status shows who holds the lock", "v7 unlock --force"],
      });
    }
    const answered = await unlock(await this.workspace(flags));
    return { ...answered, text: () => renderUnlock(this.shown(answered.output)) };
  }
}
