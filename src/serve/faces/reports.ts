import { type Answer, answer } from "../../model/answer.ts";
import type { Report, ReportListOutput, ReportParameter } from "../../model/output/report-list.ts";
import { renderReport, renderReportList } from "../../render/report.ts";
import { type Topic, topics } from "../../model/topic.ts";
import { plainScreen } from "../../render/type/screen.ts";
import { listReports } from "../../reports/catalogue.ts";
import { runReport } from "../../reports/run-report.ts";
import { type Face, face, type FaceDefinition, type Tool } from "./face.ts";
import { gapsGist, reportGist } from "./gists.ts";
import type { ReportOutput } from "../../model/output/report.ts";
import { choice, type Parameter, type Parameters, text, wordsByName } from "./parameters.ts";

/** The list of reports, and a route for each of them. */
export function reportFaces(): Face[] {
  const { reports } = listReports().output;
  const names = reports.map(({ name }) => name);
  return [listFace, ...reports.flatMap((report) => [reportFace(report), ...aliases(report)]), anyReport(names)];
}

const listFace = face({
  name: "reports",
  summary: "The reports there are, with their parameters",
  route: "/reports",
  parameters: {},
  list: { key: "reports", by: 1_000, most: 1_000, skips: false, sorts: true },
  command: "report list",
  output: "report-list",
  topics: [],
  answer: () => Promise.resolve(listReports()),
  text: (output) => renderReportList(output, plainScreen),
});

/** Any of them by its name, or which there are: as `v7 report`. */
function anyReport(names: readonly string[]): Face {
  return face({
    name: "run report",
    summary: "A report by its name, or the reports there are",
    parameters: {
      name: choice("Which; absent: the reports there are, with their parameters.", names),
      parameters: wordsByName("The report's own parameters, by name."),
    },
    list: { key: "rows", by: 100, most: 1_000, skips: false },
    command: "report",
    output: "report",
    topics: reportTopics,
    tool: {
      name: "run_report",
      description:
        "Runs a named report: rows, each with the address it is about. Without a name: which reports there are and what each takes; its columns come with its answer.",
      outputs: ["report", "report-list"],
      gist: reportGist,
    },
    answer: ({ workspace }, { name, parameters = {} }): Promise<Answer<ReportOutput | ReportListOutput>> =>
      name === undefined
        ? Promise.resolve(answer({ reports: listReports().output.reports.map(forAgents) }))
        : runReport(workspace, { name, parameters: typed(parameters) }),
    text: (output, clock) =>
      "reports" in output ? renderReportList(output, plainScreen) : renderReport(output, clock, plainScreen),
  });
}

/**
 * The whole list fits into what an agent reads at once: columns come with an answer, and how a report is drawn, what it says when it is
 * empty, which lines of the seeds it answers and what it does better than their statements is for people.
 */
function forAgents(report: Report): Report {
  return { ...report, columns: [], empty: "", corrects: null, answers: [], chart: null };
}

function reportFace({ name, title, parameters }: Report): Face {
  return face(definition(name, `/reports/${name}`, title, parameters));
}

/** Routes that the seeds name, or a person would type, and that a report answers. */
const otherRoutes: Readonly<
  Record<string, readonly { readonly name: string; readonly route: string; readonly list?: true }[]>
> = {
  replication: [{ name: "replication health", route: "/api/v1/replication/health" }],
  services: [{ name: "services status", route: "/api/v1/services/status" }],
  registry: [{ name: "snapshots", route: "/snapshots" }],
  "node-snapshots": [{ name: "snapshots of machines", route: "/nodes/snapshots" }],
  gaps: [{ name: "gaps", route: "/gaps" }],
  perf24: [{ name: "measurements", route: "/nodes/measurements" }],
  metric: [{ name: "metrics of a machine", route: "/nodes/:node/metrics" }],
  components: [{ name: "components", route: "/files/components" }],
  folders: [{ name: "folders", route: "/files/folders" }],
  duplicates: [{ name: "duplicates", route: "/files/duplicates" }],
};

function aliases(report: Report): Face[] {
  const routes = otherRoutes[report.name] ?? [];
  return routes.map(({ name, route }) => {
    const tool = toolsOf[name];
    const defined = { ...definition(report.name, route, report.title, report.parameters), name };
    return face(tool === undefined ? defined : { ...defined, tool });
  });
}

const toolsOf: Readonly<Record<string, Tool<ReportOutput>>> = {
  gaps: {
    name: "list_gaps",
    description: "Gaps that were found and are still open, the gravest first.",
    gist: gapsGist,
  },
};

/** What reports read: the database, all of it. */
const reportTopics: readonly Topic[] = topics.filter((topic) => topic !== "documents" && topic !== "index");

/** A morning holds tests against HEAD, which documents move with. */
function topicsOf(report: string): readonly Topic[] {
  return report === "morning" ? [...reportTopics, "documents"] : reportTopics;
}

function definition(
  report: string,
  route: string,
  summary: string,
  parameters: readonly ReportParameter[],
): FaceDefinition<Parameters, ReportOutput> {
  // What a report calls its limit, and a list its own, are the same: the report is asked for as many as are handed out.
  const most = parameters.find(({ name }) => name === "limit")?.range?.most;
  const limited = (limit: number): { limit?: number } => (most === undefined ? {} : { limit: Math.min(limit, most) });
  return {
    name: `report ${report}`,
    summary,
    route,
    parameters: Object.fromEntries(parameters.map((parameter) => [parameter.name, asked(parameter)])),
    list: { key: "rows", by: 100, most: 1_000, skips: false, sorts: true },
    command: "report",
    output: "report",
    topics: topicsOf(report),
    answer: ({ workspace, page }, given) =>
      runReport(workspace, { name: report, parameters: typed({ ...given, ...limited(page.limit) }) }),
    text: (output, clock) => renderReport(output, clock, plainScreen),
  };
}

/** A report reads its parameters itself, as the command line gives them: as text. */
function asked({ description, default: usual }: ReportParameter): Parameter<unknown> {
  const { schema } = text(description, { maxLength: 200, ...(usual === null ? {} : { default: usual }) });
  return { schema, isRequired: usual === null };
}

function typed(given: { readonly [name: string]: unknown }): Record<string, string> {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
