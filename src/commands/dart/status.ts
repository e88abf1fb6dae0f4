import type { DartStatusOutput } from "../../model/output/dart-status.ts";
import { renderDartStatus } from "../../render/dart.ts";
import { dartStatus } from "../../routines/dart-status.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DartStatus extends V7Command<DartStatusOutput> {
  static override summary = "How documents and DART stand to each other; writes and sends nothing";
  static override examples = ["v7 dart status"];

  protected override async execute(): Promise<CommandResult<DartStatusOutput>> {
    const { flags } = await this.parse(DartStatus);
    const answered = await dartStatus(await this.workspace(flags));
    return { ...answered, text: (screen) => renderDartStatus(this.shown(answered.output), screen) };
  }
}
