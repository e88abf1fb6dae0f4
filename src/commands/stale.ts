import * as Flags from "@oclif/core/flags";
import { usualStaleDays } from "../files/registry/health.ts";
import { listStale } from "../files/registry/read.ts";
import type { StaleOutput } from "../model/output/stale.ts";
import { renderStale } from "../render/registry.ts";
import { registeredPaths } from "./shell/paths.ts";
import { PathListCommand } from "./shell/path-list.ts";
import type { CommandResult } from "./base.ts";

export default class Stale extends PathListCommand<StaleOutput> {
  static override summary = "List files nobody modified for some days, the longest first";
  static override examples = ["v7 stale", "v7 stale --days 30 --limit 200"];
  static override flags = {
    days: Flags.integer({ description: "How many days.", default: usualStaleDays, min: 0, max: 36_500 }),
    limit: Flags.integer({ description: "How many files.", default: 50, min: 1 }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<StaleOutput>> {
    const { flags } = await this.parse(Stale);
    const workspace = await this.workspace(flags);
    const { days, limit } = flags;
    const answered = await listStale(workspace, { days, limit });
    if (flags.print0) {
      const paths = answered.output.files.map(({ path }) => path);
      return this.printPaths(answered, registeredPaths(workspace, this.invocation(flags).directory, paths));
    }
    return { ...answered, text: (screen) => renderStale(this.shown(answered.output), screen) };
  }
}
