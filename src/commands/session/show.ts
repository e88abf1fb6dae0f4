import { Args } from "@oclif/core";
import { withConnection } from "../../workspace/workspace.ts";
import type { Session } from "../../model/session.ts";
import { renderSession } from "../../render/session.ts";
import { showSession } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";

interface SessionShowKeys {
  readonly session: Session;
  /** Null where this clone does not have it. */
  readonly log: string | null;
}

export default class SessionShow extends V7Command<SessionShowKeys> {
  static override summary = "Show a session with its log";
  static override examples = ["v7 session show 12"];
  static override args = { id: Args.integer({ description: "The session.", required: true, min: 1 }) };

  protected override async execute(): Promise<CommandResult<SessionShowKeys>> {
    const { args, flags } = await this.parse(SessionShow);
    const workspace = await this.workspace(flags);
    const shown = await withConnection(workspace, "read", (connection) =>
      showSession(connection, workspace.repository.root, args.id),
    );
    return { output: shown, text: () => renderSession(shown.session, shown.log, workspace.config.timezone) };
  }
}
