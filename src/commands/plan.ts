import * as Flags from "@oclif/core/flags";
import { makePlan, type PlannedChanges } from "../engine/plan/make-plan.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { exitCodes } from "../model/codes/exits.ts";
import type { Palette } from "../render/type/palette.ts";
import { renderPlanGithub } from "../render/plan/plan-github.ts";
import { renderPlanMarkdown } from "../render/plan/plan-markdown.ts";
import { renderPlan } from "../render/plan/plan-text.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { planFlags, planOptions } from "./shell/plan-flags.ts";
import { planView } from "./shell/plan-view.ts";

const formats = ["text", "json", "markdown", "github"] as const;
type Format = (typeof formats)[number];

type PlanKeys = PlannedChanges["file"];

export default class Plan extends V7Command<PlanKeys> {
  static override summary = "Show what an apply would change, row by row; writes nothing to the database";
  static override examples = ["v7 plan", "v7 plan -o plan.json --exit-code", "v7 plan --revert task/1.2#status"];
  static override flags = {
    ...planFlags,
    output: Flags.string({ char: "o", description: "Also write the plan to this file.", helpValue: "FILE" }),
    "exit-code": Flags.boolean({
      aliases: ["detailed-exitcode"],
      description: "Exit 2 when there are changes, drift or conflicts.",
    }),
    sql: Flags.boolean({ description: "Show the statements of each change." }),
    format: Flags.option({ options: formats, default: "text" as const, description: "How to print the plan." })(),
  };

  protected override async execute(): Promise<CommandResult<PlanKeys>> {
    const { flags } = await this.parse(Plan);
    const workspace = await this.workspace(flags);
    const planned = await makePlan(workspace, {
      options: planOptions(flags),
      withSql: flags.sql,
      ...(flags.output === undefined ? {} : { outputFile: flags.output }),
    });
    return {
      output: planned.file,
      text: (palette) => planText(workspace, planned, flags.format, palette),
      exitCode: flags["exit-code"] && hasNews(planned) ? exitCodes.changes : exitCodes.ok,
    };
  }
}

function planText(workspace: Workspace, planned: PlannedChanges, format: Format, palette: Palette): string {
  const view = planView(workspace, planned);
  if (format === "markdown") return renderPlanMarkdown(view);
  return format === "github" ? renderPlanGithub(view) : renderPlan(view, palette);
}

function hasNews({ plan }: PlannedChanges): boolean {
  return plan.changes.length + plan.drift.length + plan.conflicts.length > 0;
}
