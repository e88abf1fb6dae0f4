import * as Flags from "@oclif/core/flags";
import { unlock } from "../engine/apply/unlock.ts";
import { holderText } from "../engine/apply/lock-holder.ts";
import { Failure } from "../model/failure.ts";
import type { LockHolder } from "../model/lock.ts";
import { escapeControls } from "../render/type/escape.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface UnlockKeys {
  readonly database: string;
  /** Null when nobody held the lock. */
  readonly holder: LockHolder | null;
}

export default class Unlock extends V7Command<UnlockKeys> {
  static override summary = "End whoever holds the apply lock; what they had written is rolled back";
  static override examples = ["v7 unlock --force"];
  static override flags = {
    force: Flags.boolean({ description: "Yes, end a colleague's apply; it is recorded." }),
  };

  protected override async execute(): Promise<CommandResult<UnlockKeys>> {
    const { flags } = await this.parse(Unlock);
    if (!flags.force) {
      throw new Failure("V7-C001", "unlock ends a colleague's apply and needs --force", {
        next: ["v7 status shows who holds the lock", "v7 unlock --force"],
      });
    }
    const workspace = await this.workspace(flags);
    const holder = await unlock(workspace);
    const done = holder ? `Ended: ${escapeControls(holderText(holder))}.` : "Nobody holds the apply lock.";
    return {
      output: { database: workspace.database.describe(), holder: holder ?? null },
      text: [`Database: ${escapeControls(workspace.database.describe())}`, done].join("\n"),
    };
  }
}
