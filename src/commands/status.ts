import { readStatus } from "../routines/status.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { type StandingKeys, standingKeys, standingText } from "./shell/standing.ts";

export default class Status extends V7Command<StandingKeys> {
  static override summary = "Show where the migration stands and what to do next";
  static override examples = ["v7 status"];

  protected override async execute(): Promise<CommandResult<StandingKeys>> {
    const { flags } = await this.parse(Status);
    const workspace = await this.workspace(flags);
    const standing = await readStatus(workspace);
    return {
      output: standingKeys(workspace, standing),
      text: (palette) => standingText(workspace, standing, palette),
    };
  }
}
