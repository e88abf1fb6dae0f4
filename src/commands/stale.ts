import * as Flags from "@oclif/core/flags";
import { withConnection } from "../workspace/workspace.ts";
import { usualStaleDays } from "../files/registry/health.ts";
import { listStale } from "../files/registry/read.ts";
import type { StaleFile } from "../model/registry.ts";
import { renderStale } from "../render/registry.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface StaleKeys {
  readonly days: number;
  readonly files: readonly StaleFile[];
  readonly total: number;
}

export default class Stale extends V7Command<StaleKeys> {
  static override summary = "List files nobody modified for some days, the longest first";
  static override examples = ["v7 stale", "v7 stale --days 30 --limit 200"];
  static override flags = {
    days: Flags.integer({ description: "How many days.", default: usualStaleDays, min: 0, max: 36_500 }),
    limit: Flags.integer({ description: "How many files.", default: 50, min: 1 }),
  };

  protected override async execute(): Promise<CommandResult<StaleKeys>> {
    const { flags } = await this.parse(Stale);
    const { days, limit } = flags;
    const page = await withConnection(await this.workspace(flags), "read", (connection) =>
      listStale(connection, days, limit),
    );
    return { output: { days, files: page.rows, total: page.total }, text: () => renderStale(page, days) };
  }
}
