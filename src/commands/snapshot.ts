import { withConnection } from "../workspace/workspace.ts";
import { takeSnapshot } from "../files/registry/health.ts";
import type { Snapshot as Kept } from "../model/registry.ts";
import { renderSnapshot } from "../render/registry.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { declaredLayout } from "../routines/declared-layout.ts";

interface SnapshotKeys {
  readonly snapshot: Kept;
}

export default class Snapshot extends V7Command<SnapshotKeys> {
  static override summary = "Keep the registry's figures, to compare later ones with";
  static override examples = ["v7 snapshot"];

  protected override async execute(): Promise<CommandResult<SnapshotKeys>> {
    const { flags } = await this.parse(Snapshot);
    const workspace = await this.workspace(flags);
    const layout = await declaredLayout(workspace);
    const request = { layout, timeZone: workspace.config.timezone, triggeredBy: "manual" };
    const snapshot = await withConnection(workspace, "write", (connection) => takeSnapshot(connection, request));
    return { output: { snapshot }, text: () => renderSnapshot(snapshot) };
  }
}
