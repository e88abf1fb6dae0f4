import * as Flags from "@oclif/core/flags";
import { readStatus } from "../../routines/status.ts";
import { withConnection } from "../../workspace/workspace.ts";
import { usualStaleDays } from "../../files/registry/health.ts";
import { listStale } from "../../files/registry/read.ts";
import type { Session } from "../../model/session.ts";
import type { StatusOutput } from "../../model/output/status.ts";
import { renderStatus } from "../../render/status.ts";
import { renderSessionStart } from "../../render/session.ts";
import { startSession } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { withSessionPlace } from "../../routines/session-place.ts";
import { clockOf } from "../shell/clock.ts";

interface SessionStartKeys {
  readonly session: Session;
  readonly last: Session | null;
  readonly open: readonly Session[];
  readonly stale_files: number;
  readonly status: StatusOutput;
}

export default class SessionStart extends V7Command<SessionStartKeys> {
  static override summary = "Start a session: its log, what the last one left, where the migration stands";
  static override examples = ['v7 session start --title "Enum review"'];
  static override flags = {
    title: Flags.string({ description: "What the session is for.", helpValue: "TEXT" }),
  };

  protected override async execute(): Promise<CommandResult<SessionStartKeys>> {
    const { flags } = await this.parse(SessionStart);
    const workspace = await this.workspace(flags);
    // Read first: whoever cannot be told where things stand has not begun.
    const { output: status } = await readStatus(workspace);
    const { total: staleFiles } = await withConnection(workspace, "read", (connection) =>
      listStale(connection, usualStaleDays, 0),
    );
    const started = await withSessionPlace(workspace, (place) => startSession(place, flags.title ?? null));
    return {
      output: { ...started, stale_files: staleFiles, status },
      text: (palette) =>
        renderSessionStart({
          ...started,
          staleFiles,
          staleDays: usualStaleDays,
          status: renderStatus(status, clockOf(workspace), palette),
          now: workspace.now(),
          timeZone: workspace.config.timezone,
        }),
    };
  }
}
