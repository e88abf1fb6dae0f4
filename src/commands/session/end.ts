import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { Session } from "../../model/session.ts";
import type { Snapshot } from "../../model/registry.ts";
import { renderSessionEnd } from "../../render/session.ts";
import { endSession } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { catchUp } from "../../routines/catch-up.ts";
import { declaredLayout } from "../../routines/declared-layout.ts";
import { withSessionPlace } from "../../routines/session-place.ts";

interface SessionEndKeys {
  readonly session: Session;
  readonly snapshot: Snapshot;
}

export default class SessionEnd extends V7Command<SessionEndKeys> {
  static override summary = "End the session: its statistics, a snapshot, the end of its log";
  static override examples = ["v7 session end", "v7 session end 11"];
  static override args = {
    id: Args.integer({ description: "A session somebody left open; by default your own.", min: 1 }),
  };
  static override flags = {
    scan: Flags.boolean({
      description: "Record commits and scan first, so that what nobody recorded yet counts.",
      default: true,
      allowNo: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<SessionEndKeys>> {
    const { args, flags } = await this.parse(SessionEnd);
    const workspace = await this.workspace(flags);
    const layout = await declaredLayout(workspace);
    if (flags.scan) await catchUp(workspace, this.tell);
    const ended = await withSessionPlace(workspace, (place) => endSession(place, layout, args.id));
    return { output: ended, text: () => renderSessionEnd(ended.session) };
  }
}
