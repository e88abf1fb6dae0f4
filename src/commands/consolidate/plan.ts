import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { ConsolidatePlanOutput } from "../../model/output/consolidate-plan.ts";
import { copyPlanMarkdown } from "../../render/plan/copy-plan-markdown.ts";
import { renderCopyPlan } from "../../render/plan/copy-plan-text.ts";
import { makeCopyPlan } from "../../routines/copies.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class ConsolidatePlan extends V7Command<ConsolidatePlanOutput> {
  static override summary = "Plan what of a source group goes where; copies nothing";
  static override examples = ["v7 consolidate plan downloads -o downloads.json"];
  static override args = { group: Args.string({ description: "A source group of this machine.", required: true }) };
  static override flags = {
    output: Flags.string({
      char: "o",
      description: "Write the plan here, and beside it as Markdown.",
      helpValue: "FILE.json",
    }),
  };

  protected override async execute(): Promise<CommandResult<ConsolidatePlanOutput>> {
    const { args, flags } = await this.parse(ConsolidatePlan);
    const writeTo = flags.output === undefined ? undefined : { path: flags.output, page: copyPlanMarkdown };
    const answered = await makeCopyPlan(await this.workspace(flags), { group: args.group, writeTo });
    return { ...answered, text: () => renderCopyPlan(answered.output) };
  }
}
