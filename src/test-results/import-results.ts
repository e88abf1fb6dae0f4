import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import { type Finding, findingRows } from "../model/finding.ts";
import type { ImportedReport, TestImportOutput } from "../model/output/test-import.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { testedContents } from "../workspace/tests-standing.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { BadReport } from "./bad-report.ts";
import { type Bound, bindResults, type Unbound } from "./bind.ts";
import type { TestCase } from "./cases.ts";
import { readReport, type Report, type ReportFormat } from "./read-report.ts";
import { addResults, isKnownRun, markMoved, type ResultRow } from "./store.ts";
import { isTestType, type TestType } from "./test-types.ts";

export interface ImportRequest {
  /** The reports' files: where they are, and what people call them. */
  readonly files: readonly { readonly path: string; readonly shown: string }[];
  /** What the tests are; absent: what the report says, else unit tests. */
  readonly type?: TestType | undefined;
  /** Absent: each report's content says. */
  readonly format?: ReportFormat | undefined;
}

/**
 * Writes down the cases of reports, bound to HEAD's commit and to the contents of the files that they test: all reports or
 * none, and of a run that is there already nothing. Throws Failures: a report that cannot be read (V7-T001), is broken or
 * incomplete (V7-T002, V7-T004), of no known format (V7-T003), or of a time to come (V7-T007), with a finding for each.
 */
export async function importResults(workspace: Workspace, request: ImportRequest): Promise<Answer<TestImportOutput>> {
  const runs = await Promise.all(readAll(workspace, request).map((run) => bound(workspace, run)));
  const imported = await withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, async () => {
      const reports: ImportedReport[] = [];
      for (const run of runs) {
        const { sha256 } = run.report;
        const isKnown = await isKnownRun(connection, { sha256, commit: run.bound.commit, testedAt: run.testedAt });
        const added = isKnown ? 0 : await addResults(connection, rowsOf(workspace, run, request.type));
        reports.push(reportOf(run, added));
      }
      const contents = await testedContents(workspace, connection);
      if (contents !== undefined) await markMoved(connection, contents);
      return reports;
    }),
  );
  const findings = new Map(
    runs.flatMap((run) => run.bound.findings).map((found) => [`${found.file} ${found.code}`, found]),
  );
  return answer({
    database: workspace.database.describe("write"),
    imported,
    findings: findingRows([...findings.values()]),
  });
}

/** A report with the name people know it by. */
interface Run {
  readonly shown: string;
  readonly report: Report;
  /** The newest instant of its cases. */
  readonly testedAt: string;
}

interface BoundRun extends Run {
  readonly bound: Bound;
}

function readAll({ now }: Workspace, { files, format }: ImportRequest): Run[] {
  const findings: Finding[] = [];
  const runs = files.flatMap(({ path, shown }): Run[] => {
    try {
      const report = readReport(path, format);
      const testedAt = report.cases.map((each) => each.at ?? report.writtenAt).reduce((a, b) => (a > b ? a : b));
      if (Date.parse(testedAt) > now().getTime() + toleratedMs)
        throw new BadReport("V7-T007", `it ran at ${testedAt}, which is still to come`);
      return [{ shown, report, testedAt }];
    } catch (error) {
      if (!(error instanceof BadReport)) throw error;
      findings.push({ severity: "error", code: error.code, message: error.message, file: shown, ...error.place });
      return [];
    }
  });
  const [first] = findings;
  if (first === undefined) return runs;
  const what =
    findings.length === 1 ? `${first.file}: ${first.message}` : `${findings.length} reports are not as they should be`;
  throw new Failure(first.code, `${what}; nothing imported`, { findings, next: [`v7 explain ${first.code}`] });
}

/** Clocks of two machines differ a little. */
const toleratedMs = 300_000;

async function bound(workspace: Workspace, run: Run): Promise<BoundRun> {
  const { report } = run;
  const results = report.cases.map(({ files, at }): Unbound => ({ files, testedAt: at ?? report.writtenAt }));
  return { ...run, bound: await bindResults(workspace, results) };
}

function rowsOf(workspace: Workspace, { shown, report, bound }: BoundRun, type: TestType | undefined): ResultRow[] {
  const { redactor } = workspace;
  const clean = (text: string | undefined): string | null => (text === undefined ? null : redactor.text(text));
  return report.cases.map((each, at) => {
    const binding = bound.bindings[at];
    const path = binding?.path ?? null;
    return {
      type: type ?? typeOf(each),
      component: binding?.component ?? null,
      path,
      status: each.status,
      error: clean(each.message),
      metrics: each.durationMs === undefined ? null : { durationMs: each.durationMs },
      compatible: null,
      tested_by: null,
      tested_at: each.at ?? report.writtenAt,
      retest: path !== null && binding?.blob === undefined,
      notes: null,
      phase: null,
      task: null,
      case: clean(each.name),
      test_file: clean(binding?.testFile),
      commit: bound.commit ?? null,
      blob: binding?.blob ?? null,
      source: clean(shown),
      source_sha256: report.sha256,
      number: at + 1,
    };
  });
}

function typeOf({ type }: TestCase): TestType {
  return type !== undefined && isTestType(type) ? type : "unit";
}

function reportOf({ shown, report, bound }: BoundRun, added: number): ImportedReport {
  const count = (status: TestCase["status"]): number => report.cases.filter((each) => each.status === status).length;
  return {
    file: shown,
    format: report.format,
    sha256: report.sha256,
    commit: bound.commit ?? null,
    cases: report.cases.length,
    passed: count("pass"),
    failed: count("fail"),
    skipped: count("skip"),
    flaky: count("flaky"),
    bound: bound.bindings.filter(({ blob }) => blob !== undefined).length,
    added,
  };
}
