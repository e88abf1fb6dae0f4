import * as Flags from "@oclif/core/flags";
import type { SessionListOutput } from "../../model/output/session-list.ts";
import { renderSessions } from "../../render/session.ts";
import { listSessions, sessionStates } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";
import { readMoment } from "../shell/durations.ts";

export default class SessionList extends V7Command<SessionListOutput> {
  static override summary = "List sessions, newest first";
  static override examples = ["v7 session list --limit 20", "v7 session list --actor Arthur --since 7d"];
  static override flags = {
    actor: Flags.string({ description: "Only this actor's.", helpValue: "NAME" }),
    state: Flags.string({ description: "Only those that stand so.", options: sessionStates }),
    since: Flags.string({
      description: "Only those that began after this time, or within this span.",
      helpValue: "TIME",
    }),
    limit: Flags.integer({ description: "How many sessions.", default: 50, min: 1 }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<SessionListOutput>> {
    const { flags } = await this.parse(SessionList);
    const workspace = await this.workspace(flags);
    const { actor, limit } = flags;
    const state = sessionStates.find((one) => one === flags.state);
    const since = flags.since === undefined ? undefined : readMoment("since", flags.since, clockOf(workspace));
    const answered = await listSessions(workspace, { actor, state, since, limit });
    return { ...answered, text: (screen) => renderSessions(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
