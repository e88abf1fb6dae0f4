import type { ReportOutput } from "../../model/output/report.ts";
import { renderReport } from "../../render/report.ts";
import { runReport } from "../../reports/run-report.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "./clock.ts";

/** A command that asks one report: what `v7 report NAME` answers, under a word of its own. */
export abstract class ReportCommand extends V7Command<ReportOutput> {
  protected override readonly pages = true;

  protected async ask(
    flags: Parameters<V7Command["workspace"]>[0],
    name: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<CommandResult<ReportOutput>> {
    const workspace = await this.workspace(flags);
    const answered = await runReport(workspace, { name, parameters, drawn: false });
    return { ...answered, text: (screen) => renderReport(answered.output, clockOf(workspace), screen) };
  }
}
