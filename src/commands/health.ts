import { readHealth } from "../files/registry/health.ts";
import type { HealthOutput } from "../model/output/health.ts";
import { renderHealth } from "../render/health.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";

export default class Health extends V7Command<HealthOutput> {
  static override summary = "Show the registry's figures, and how they changed since the last snapshot";
  static override examples = ["v7 health", "v7 health --json"];

  protected override async execute(): Promise<CommandResult<HealthOutput>> {
    const { flags } = await this.parse(Health);
    const workspace = await this.workspace(flags);
    const answered = await readHealth(workspace);
    return { ...answered, text: (screen) => renderHealth(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
