import { Args } from "@oclif/core";
import type { SessionLogOutput } from "../../model/output/session-log.ts";
import { renderSessionLog } from "../../render/session.ts";
import { logEntry } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class SessionLog extends V7Command<SessionLogOutput> {
  static override summary = "Add an entry to the session's log";
  static override examples = ["v7 session log 45 duplicate ENUMs documented"];
  static override strict = false;
  static override args = { "text…": Args.string({ description: "The entry, in words.", required: true }) };

  protected override async execute(): Promise<CommandResult<SessionLogOutput>> {
    const { argv, flags } = await this.parse(SessionLog);
    const answered = await logEntry(await this.workspace(flags), { text: argv.join(" ") });
    return { ...answered, text: () => renderSessionLog(this.shown(answered.output)) };
  }
}
