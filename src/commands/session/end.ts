import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { SessionEndOutput } from "../../model/output/session-end.ts";
import { renderSessionEnd } from "../../render/session.ts";
import { endSession } from "../../routines/session-end.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class SessionEnd extends V7Command<SessionEndOutput> {
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

  protected override async execute(): Promise<CommandResult<SessionEndOutput>> {
    const { args, flags } = await this.parse(SessionEnd);
    const answered = await endSession(await this.workspace(flags), { id: args.id, scan: flags.scan });
    return { ...answered, text: () => renderSessionEnd(this.shown(answered.output)) };
  }
}
