import * as Flags from "@oclif/core/flags";
import type { SessionListOutput } from "../../model/output/session-list.ts";
import { renderSessions } from "../../render/session.ts";
import { listSessions } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class SessionList extends V7Command<SessionListOutput> {
  static override summary = "List sessions, newest first";
  static override examples = ["v7 session list --limit 20"];
  static override flags = {
    limit: Flags.integer({ description: "How many sessions.", default: 50, min: 1 }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<SessionListOutput>> {
    const { flags } = await this.parse(SessionList);
    const workspace = await this.workspace(flags);
    const answered = await listSessions(workspace, { limit: flags.limit });
    return { ...answered, text: (screen) => renderSessions(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
