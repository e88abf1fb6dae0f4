import type { MaintainOutput } from "../model/output/maintain.ts";
import { renderMaintain } from "../render/maintain.ts";
import { maintainDatabase } from "../routines/maintain.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Maintain extends V7Command<MaintainOutput> {
  static override summary = "Roll up old measurements, and let go what was kept long enough";
  static override examples = ["v7 maintain"];

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<MaintainOutput>> {
    const { flags } = await this.parse(Maintain);
    const answered = await maintainDatabase(await this.workspace(flags));
    return { ...answered, text: () => renderMaintain(this.shown(answered.output)) };
  }
}
