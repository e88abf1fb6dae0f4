import * as Flags from "@oclif/core/flags";
import { withConnection } from "../../workspace/workspace.ts";
import type { Session } from "../../model/session.ts";
import { renderSessions } from "../../render/session.ts";
import { listSessions } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";

interface SessionListKeys {
  readonly sessions: readonly Session[];
}

export default class SessionList extends V7Command<SessionListKeys> {
  static override summary = "List sessions, newest first";
  static override examples = ["v7 session list --limit 20"];
  static override flags = {
    limit: Flags.integer({ description: "How many sessions.", default: 50, min: 1 }),
  };

  protected override async execute(): Promise<CommandResult<SessionListKeys>> {
    const { flags } = await this.parse(SessionList);
    const workspace = await this.workspace(flags);
    const sessions = await withConnection(workspace, "read", (connection) => listSessions(connection, flags.limit));
    return { output: { sessions }, text: (palette) => renderSessions(sessions, workspace.config.timezone, palette) };
  }
}
