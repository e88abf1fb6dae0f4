import { withConnection } from "../workspace/workspace.ts";
import { readHealth } from "../files/registry/health.ts";
import type { HealthReport } from "../model/registry.ts";
import { renderHealth } from "../render/health.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { declaredLayout } from "../routines/declared-layout.ts";

export default class Health extends V7Command<HealthReport> {
  static override summary = "Show the registry's figures, and how they changed since the last snapshot";
  static override examples = ["v7 health", "v7 health --json"];

  protected override async execute(): Promise<CommandResult<HealthReport>> {
    const { flags } = await this.parse(Health);
    const workspace = await this.workspace(flags);
    const layout = await declaredLayout(workspace);
    const health = await withConnection(workspace, "read", (connection) => readHealth(connection, { layout }));
    return { output: health, text: (palette) => renderHealth({ health, now: workspace.now() }, palette) };
  }
}
