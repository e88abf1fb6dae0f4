import * as Flags from "@oclif/core/flags";
import type { SessionStartOutput } from "../../model/output/session-start.ts";
import { renderSessionStart } from "../../render/session.ts";
import { startSession } from "../../routines/session-start.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class SessionStart extends V7Command<SessionStartOutput> {
  static override summary = "Start a session: its log, what the last one left, where the migration stands";
  static override examples = ['v7 session start --title "Enum review"'];
  static override flags = {
    title: Flags.string({ description: "What the session is for.", helpValue: "TEXT" }),
  };

  protected override async execute(): Promise<CommandResult<SessionStartOutput>> {
    const { flags } = await this.parse(SessionStart);
    const workspace = await this.workspace(flags);
    const answered = await startSession(workspace, { title: flags.title ?? null });
    return {
      ...answered,
      text: (screen) => renderSessionStart(this.shown(answered.output), clockOf(workspace), screen),
    };
  }
}
