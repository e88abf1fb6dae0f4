import { Args } from "@oclif/core";
import type { Session } from "../../model/session.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { logEntry } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { withSessionPlace } from "../../routines/session-place.ts";

interface SessionLogKeys {
  readonly session: Session;
}

export default class SessionLog extends V7Command<SessionLogKeys> {
  static override summary = "Add an entry to the session's log";
  static override examples = ['v7 session log "45 duplicate ENUMs documented"'];
  static override args = { text: Args.string({ description: "The entry.", required: true }) };

  protected override async execute(): Promise<CommandResult<SessionLogKeys>> {
    const { args, flags } = await this.parse(SessionLog);
    const session = await withSessionPlace(await this.workspace(flags), (place) => logEntry(place, args.text));
    return { output: { session }, text: () => `Logged in ${escapeControls(session.log_path ?? "")}` };
  }
}
