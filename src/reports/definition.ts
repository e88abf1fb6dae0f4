import type { Report } from "../model/output/report-list.ts";
import type { ReportAnswer } from "../model/report.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { ParameterValue } from "./parameters.ts";

/** The value of each of a report's parameters, in their order. */
export type ParameterValues = ReadonlyMap<string, ParameterValue>;

/** A named report: what it says about itself, and how it is answered. One statement answers most; the others compute. */
export interface ReportDefinition {
  readonly head: Report;
  answer(workspace: Workspace, values: ParameterValues): Promise<ReportAnswer>;
}
