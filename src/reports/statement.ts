import { withReports } from "../workspace/workspace.ts";
import { readPackageFile } from "../system/package-file.ts";
import type { ReportDefinition } from "./definition.ts";
import { readHead } from "./head.ts";

/** The report that a file of `sql/reports/` is: its head, and one statement in a READ ONLY transaction. */
export function statementReport(name: string): ReportDefinition {
  const text = readPackageFile(`sql/reports/${name}.sql`);
  return {
    head: readHead(name, text),
    answer: (workspace, values) => withReports(workspace, (reports) => reports.ask(text, [...values.values()])),
  };
}
