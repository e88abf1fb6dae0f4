import { Args } from "@oclif/core";
import { show } from "../engine/look/show.ts";
import type { ShowOutput } from "../model/output/show.ts";
import type { ShowPlanOutput } from "../model/output/show-plan.ts";
import { renderPlan } from "../render/plan/plan-text.ts";
import { shownPlanView } from "../render/plan/plan-view.ts";
import { renderShow } from "../render/show.ts";
import type { Screen } from "../render/type/screen.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Show extends V7Command<ShowOutput | ShowPlanOutput> {
  static override summary = "Show a resource as declared, as applied and as its row stands; or a saved plan";
  static override examples = ["v7 show task/1.2", "v7 show 3f9a1c"];
  static override args = {
    subject: Args.string({
      description: "An address, the first digits of a plan's id, or a plan file.",
      required: true,
    }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ShowOutput | ShowPlanOutput>> {
    const { args, flags } = await this.parse(Show);
    const workspace = await this.workspace(flags);
    const answered = await show(workspace, { subject: args.subject });
    return { ...answered, text: (screen) => shownText(this.shown(answered.output), workspace.now(), screen) };
  }
}

function shownText(output: ShowOutput | ShowPlanOutput, now: Date, screen: Screen): string {
  if (!("plan" in output)) return renderShow(output, screen);
  return renderPlan(shownPlanView(output, { now }), screen);
}
