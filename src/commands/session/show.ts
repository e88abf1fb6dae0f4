import { Args } from "@oclif/core";
import type { SessionShowOutput } from "../../model/output/session-show.ts";
import { renderSession } from "../../render/session.ts";
import { showSession } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class SessionShow extends V7Command<SessionShowOutput> {
  static override summary = "Show a session with its log; without an id, the newest";
  static override examples = ["v7 session show", "v7 session show 12"];
  static override args = { id: Args.integer({ description: "The session.", min: 1 }) };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<SessionShowOutput>> {
    const { args, flags } = await this.parse(SessionShow);
    const workspace = await this.workspace(flags);
    const answered = await showSession(workspace, { id: args.id ?? null });
    return { ...answered, text: (screen) => renderSession(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
