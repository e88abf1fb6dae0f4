import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { Json } from "../model/json.ts";
import type { ReportColumnType, ReportResult } from "../model/report.ts";
import { renderReport, renderReportMarkdown } from "../render/report.ts";
import { runReport } from "../reports/run-report.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { readAssignments } from "./shell/assignments.ts";

interface ReportKeys {
  readonly report: string;
  readonly parameters: { readonly [name: string]: string | number | null };
  readonly columns: readonly string[];
  readonly rows: readonly { readonly [column: string]: Json }[];
  readonly title: string;
  readonly types: readonly ReportColumnType[];
  readonly empty: string;
  readonly next: string | null;
}

export default class Report extends V7Command<ReportKeys> {
  static override summary = "Answer a question from the database";
  static override examples = [
    "v7 report list",
    "v7 report readiness --param phase=1",
    "v7 report velocity --format markdown",
  ];
  static override args = { name: Args.string({ description: "One of v7 report list.", required: true }) };
  static override flags = {
    param: Flags.string({ description: "A parameter of the report.", helpValue: "NAME=VALUE", multiple: true }),
    format: Flags.option({
      options: ["text", "json", "markdown"] as const,
      default: "text" as const,
      description: "How to print the report.",
    })(),
  };

  protected override async execute(): Promise<CommandResult<ReportKeys>> {
    const { args, flags } = await this.parse(Report);
    const parameters = readAssignments("param", flags.param ?? []);
    const workspace = await this.workspace(flags);
    const { timezone: timeZone } = workspace.config;
    const result = await runReport(workspace.database.reports, { name: args.name, parameters, timeZone });
    const view = { result, timeZone: zoneOf(result) ?? timeZone };
    return {
      output: keysOf(result),
      text: (palette) => (flags.format === "markdown" ? renderReportMarkdown(view) : renderReport(view, palette)),
    };
  }
}

function keysOf({ report, parameters, columns, rows }: ReportResult): ReportKeys {
  return {
    report: report.name,
    parameters,
    columns: columns.map(({ name }) => name),
    rows,
    title: report.title,
    types: columns.map(({ type }) => type),
    empty: report.empty,
    next: report.next,
  };
}

/** Whoever asks for the days of a zone reads its times too. */
function zoneOf({ parameters }: ReportResult): string | undefined {
  const zone = parameters["timezone"];
  return typeof zone === "string" ? zone : undefined;
}
