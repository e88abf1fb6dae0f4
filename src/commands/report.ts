import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { ReportListOutput } from "../model/output/report-list.ts";
import type { ReportOutput } from "../model/output/report.ts";
import { renderChartSvg } from "../render/chart-svg.ts";
import { renderChartText } from "../render/chart-text.ts";
import type { Listing } from "../render/type/listing.ts";
import type { Screen } from "../render/type/screen.ts";
import { renderReport, renderReportList, renderReportMarkdown } from "../render/report.ts";
import { listReports } from "../reports/catalogue.ts";
import { keepLook } from "../reports/last-look.ts";
import { runReport } from "../reports/run-report.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readAssignments } from "./shell/assignments.ts";
import { clockOf } from "./shell/clock.ts";

export default class Report extends V7Command<ReportOutput | ReportListOutput> {
  static override summary = "Answer a question from the database; without a name, list what can be asked";
  static override examples = [
    "v7 report list",
    "v7 report readiness --param phase=1",
    "v7 report burndown --format chart",
    "v7 report velocity --format svg > velocity.svg",
  ];
  static override args = { name: Args.string({ description: "One of v7 report list." }) };
  static override flags = {
    param: Flags.string({ description: "A parameter of the report.", helpValue: "NAME=VALUE", multiple: true }),
    format: Flags.option({
      options: ["text", "json", "markdown", "chart", "svg"] as const,
      default: "text" as const,
      description: "How to print the report; chart and svg where it is one of numbers.",
    })(),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ReportOutput | ReportListOutput>> {
    const { args, flags } = await this.parse(Report);
    const parameters = Object.fromEntries(readAssignments("param", flags.param ?? []));
    const workspace = await this.workspace(flags);
    if (args.name === undefined) return listed();
    const asked = workspace.now();
    const answered = await runReport(workspace, { name: args.name, parameters, drawn: isDrawn(flags.format) });
    const { output } = answered;
    if (isReadNow(flags) && "since" in output.parameters && parameters["since"] === undefined)
      await keepLook(workspace, output.report, asked);
    return { ...answered, text: printed(output, flags.format, clockOf(workspace)) };
  }
}

/** By a person, on a terminal: what programs read moves nobody's last look. */
function isReadNow({ json, format }: { readonly json: boolean; readonly format: Format }): boolean {
  return process.stdout.isTTY && !json && format === "text";
}

type Format = "text" | "json" | "markdown" | "chart" | "svg";

function isDrawn(format: Format): boolean {
  return format === "chart" || format === "svg";
}

function printed(
  output: ReportOutput,
  format: Format,
  clock: ReturnType<typeof clockOf>,
): (screen: Screen) => Listing | string {
  switch (format) {
    case "markdown":
      return () => renderReportMarkdown(output, clock);
    case "svg":
      return () => renderChartSvg(output);
    case "chart":
      return (screen) => renderChartText(output, screen);
    default:
      return (screen) => renderReport(output, clock, screen);
  }
}

function listed(): CommandResult<ReportListOutput> {
  const answered = listReports();
  return { ...answered, text: (screen) => renderReportList(answered.output, screen) };
}
