import * as Flags from "@oclif/core/flags";
import { makePlan } from "../engine/plan/make-plan.ts";
import type { PlanOutput } from "../model/output/plan.ts";
import { exitCodes } from "../model/codes/exits.ts";
import type { Screen } from "../render/type/screen.ts";
import { renderPlanGithub } from "../render/plan/plan-github.ts";
import { renderPlanMarkdown } from "../render/plan/plan-markdown.ts";
import { renderPlan } from "../render/plan/plan-text.ts";
import { type PlanView, planViewOf } from "../render/plan/plan-view.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { clockOf } from "./shell/clock.ts";
import { exitCodeWord } from "./shell/common-flags.ts";
import { isStandardOutput, shownOutput, writeOutput } from "./shell/output-file.ts";
import { planFlags, planOptions } from "./shell/plan-flags.ts";

const formats = ["text", "json", "markdown", "github"] as const;
type Format = (typeof formats)[number];

export default class Plan extends V7Command<PlanOutput> {
  static override summary = "Show what an apply would change, row by row; writes no row";
  static override examples = ["v7 plan", "v7 plan -o plan.json --exit-code", "v7 plan --revert task/1.2#status"];
  static override flags = {
    ...planFlags,
    output: Flags.string({
      char: "o",
      description: "Also write the plan to this file; - is stdout.",
      helpValue: "FILE",
    }),
    "exit-code": Flags.boolean({
      ...exitCodeWord,
      description: "Exit 2 when there are changes, drift or conflicts.",
    }),
    ask: Flags.boolean({ description: "Keep the plan in the database for those who must agree to it." }),
    full: Flags.boolean({ description: "Show the fields of new and removed rows, however many there are." }),
    sql: Flags.boolean({ description: "Show the statements of each change." }),
    format: Flags.option({ options: formats, default: "text" as const, description: "How to print the plan." })(),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<PlanOutput>> {
    const { flags } = await this.parse(Plan, this.argv.flatMap(asTyped));
    const workspace = await this.workspace(flags);
    const answered = await writeOutput(flags, this.printer, (outputFile) =>
      makePlan(workspace, { options: planOptions(flags), withSql: flags.sql, outputFile, ask: flags.ask }),
    );
    const { output } = answered;
    // What is posted where a repository is looked at has its paths.
    const shown = flags.format === "text" ? this.shown(output) : output;
    const writtenTo = flags.output === undefined ? undefined : shownOutput(flags.output);
    return {
      ...answered,
      isDataPrinted: isStandardOutput(flags.output),
      text: (screen) =>
        planText({ ...planViewOf(shown, clockOf(workspace)), isFull: flags.full, writtenTo }, flags.format, screen),
      exitCode: flags["exit-code"] && hasNews(output) ? exitCodes.changes : exitCodes.ok,
    };
  }
}

/** Terraform spells it `-out=FILE`, which would be a file called `ut=FILE` here. */
function asTyped(word: string): string | string[] {
  if (word === "-out") return "--output";
  return word.startsWith("-out=") ? ["--output", word.slice("-out=".length)] : word;
}

function planText(view: PlanView, format: Format, screen: Screen): string {
  if (format === "markdown") return renderPlanMarkdown(view);
  return format === "github" ? renderPlanGithub(view) : renderPlan(view, screen);
}

/** Whether a script that asked for it hears 2: there are changes, drift or conflicts. */
function hasNews({ resource_changes: changes, resource_drift: drift, conflicts }: PlanOutput): boolean {
  return changes.length + drift.length + conflicts.length > 0;
}
