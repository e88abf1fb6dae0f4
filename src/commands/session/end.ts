import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { Workspace } from "../../engine/workspace.ts";
import { scanFiles } from "../../files/scan.ts";
import { Failure } from "../../model/failure.ts";
import type { Session } from "../../model/session.ts";
import type { Snapshot } from "../../model/registry.ts";
import { renderSessionEnd } from "../../render/session-text.ts";
import { escapeControls } from "../../render/escape.ts";
import { endSession } from "../../sessions/sessions.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { declaredLayout } from "../shell/declared-layout.ts";
import { withSessionPlace } from "../shell/session-place.ts";

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
      description: "Scan first, so that what changed since the last scan counts.",
      default: true,
      allowNo: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<SessionEndKeys>> {
    const { args, flags } = await this.parse(SessionEnd);
    const workspace = await this.workspace(flags);
    const layout = await declaredLayout(workspace);
    if (flags.scan) await this.#scan(workspace);
    const ended = await withSessionPlace(workspace, (place) => endSession(place, layout, args.id));
    return { json: ended, text: () => renderSessionEnd(ended.session) };
  }

  /** A scan that is refused is told; the session ends all the same, with what is registered. */
  async #scan(workspace: Workspace): Promise<void> {
    try {
      await scanFiles(workspace);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.printer.message(`v7: not scanned: ${escapeControls(error.message)} [${error.code}]\n`);
    }
  }
}
