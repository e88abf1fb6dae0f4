import * as Flags from "@oclif/core/flags";
import type { DailyUnitsOutput } from "../../model/output/daily-units.ts";
import type { EnrichCampaignOutput } from "../../model/output/enrich-campaign.ts";
import { renderCampaign } from "../../render/enrich-campaign.ts";
import { runCampaign } from "../../routines/campaign.ts";
import { campaignTask } from "../../routines/jobs/job.ts";
import { schedulerNames } from "../../routines/jobs/schedule.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { jobFlags, scheduled } from "../shell/job-flags.ts";

export default class EnrichCampaign extends V7Command<EnrichCampaignOutput | DailyUnitsOutput> {
  static override summary = "Scan the projects that are worth it most, then say anew what is missing";
  static override description =
    "Without --execute it only names them: the first of v7 enrich backlog whose scan is not fresh. What was scanned is written down beside git.";
  static override examples = ["v7 enrich campaign", "v7 enrich campaign --top 5 --execute"];
  static override flags = {
    project: Flags.string({
      description: "Scan this project; may be given several times.",
      helpValue: "PATH",
      multiple: true,
      multipleNonGreedy: true,
    }),
    top: Flags.integer({ description: "How many of the backlog.", helpValue: "N", min: 1, max: 10_000, default: 10 }),
    "min-lines": Flags.integer({
      description: "Lines of source that a project must have.",
      helpValue: "N",
      min: 0,
      default: 1,
    }),
    execute: Flags.boolean({ description: "Scan them." }),
    ...jobFlags(schedulerNames, "every Monday"),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<EnrichCampaignOutput | DailyUnitsOutput>> {
    const { flags } = await this.parse(EnrichCampaign);
    const { project: projects = [], top, execute, "min-lines": leastLines } = flags;
    const workspace = await this.workspace(flags);
    const told = await scheduled(workspace, campaignTask, flags);
    if (told !== undefined) return told;
    const answered = await runCampaign(workspace, { projects, top, leastLines, execute });
    return { ...answered, text: (screen) => renderCampaign(this.shown(answered.output), screen) };
  }
}
