import * as Flags from "@oclif/core/flags";
import { renderSessionStart } from "../../render/session.ts";
import { startSession } from "../../routines/session-start.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { standingKeys, standingText } from "../shell/standing.ts";

export default class SessionStart extends V7Command {
  static override summary = "Start a session: its log, what the last one left, where the migration stands";
  static override examples = ['v7 session start --title "Enum review"'];
  static override flags = {
    title: Flags.string({ description: "What the session is for.", helpValue: "TEXT" }),
  };

  protected override async execute(): Promise<CommandResult> {
    const { flags } = await this.parse(SessionStart);
    const workspace = await this.workspace(flags);
    const { output, problem } = await startSession(workspace, { title: flags.title ?? null });
    const { status: standing, ...started } = output;
    const clock = { now: workspace.now(), timeZone: workspace.config.timezone };
    return {
      output: { ...started, status: { ...standingKeys(workspace, standing) } },
      problem,
      text: (palette) => renderSessionStart(started, standingText(workspace, standing, palette), clock),
    };
  }
}
