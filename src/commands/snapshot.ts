import { takeSnapshot } from "../files/registry/health.ts";
import type { SnapshotOutput } from "../model/output/snapshot.ts";
import { renderSnapshot } from "../render/registry.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Snapshot extends V7Command<SnapshotOutput> {
  static override summary = "Keep the registry's figures, to compare later ones with";
  static override examples = ["v7 snapshot"];

  protected override async execute(): Promise<CommandResult<SnapshotOutput>> {
    const { flags } = await this.parse(Snapshot);
    const answered = await takeSnapshot(await this.workspace(flags));
    return { ...answered, text: () => renderSnapshot(this.shown(answered.output)) };
  }
}
