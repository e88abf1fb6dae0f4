import * as Flags from "@oclif/core/flags";
import type { DailyUnitsOutput } from "../model/output/daily-units.ts";
import type { DailyOutput } from "../model/output/daily.ts";
import { renderDaily, renderUnits } from "../render/daily.ts";
import { maintain } from "../routines/daily/maintain.ts";
import { scheduleDaily } from "../routines/daily/schedule.ts";
import { schedulers } from "../routines/daily/units.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Daily extends V7Command<DailyOutput | DailyUnitsOutput> {
  static override summary = "Do the daily maintenance, or have a scheduler do it: needs no network and no model";
  static override examples = ["v7 daily", "v7 daily --install systemd", "v7 daily --install cron --write"];
  static override flags = {
    install: Flags.option({
      options: schedulers,
      description: "Print what this scheduler needs to run it every day.",
    })(),
    write: Flags.boolean({ description: "Install that for you, the current user.", dependsOn: ["install"] }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DailyOutput | DailyUnitsOutput>> {
    const { flags } = await this.parse(Daily);
    const workspace = await this.workspace(flags);
    if (flags.install === undefined) {
      const answered = await maintain(workspace);
      return { ...answered, text: (palette) => renderDaily(answered.output, palette) };
    }
    const answered = await scheduleDaily(workspace, { scheduler: flags.install, write: flags.write });
    return { ...answered, text: () => renderUnits(answered.output) };
  }
}
