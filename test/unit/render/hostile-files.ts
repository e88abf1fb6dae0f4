import { renderFile } from "../../../src/render/file.ts";
import type { FileChange } from "../../../src/model/output/changes.ts";
import type { HealthOutput } from "../../../src/model/output/health.ts";
import type { HooksOutput } from "../../../src/model/output/hooks.ts";
import type { Session } from "../../../src/model/output/session-start.ts";
import type { DailyUnitsOutput } from "../../../src/model/output/daily-units.ts";
import { renderChartSvg } from "../../../src/render/chart-svg.ts";
import { renderChartText } from "../../../src/render/chart-text.ts";
import { renderDaily, renderUnits } from "../../../src/render/daily.ts";
import { dailyProblemText } from "../../../src/render/daily-standing.ts";
import { renderHealth } from "../../../src/render/health.ts";
import { renderHooksStatus, renderInstalled, renderUninstalled } from "../../../src/render/hooks.ts";
import { renderIndexCheck, renderIndexWritten } from "../../../src/render/index.ts";
import { renderModelPull } from "../../../src/render/model-pull.ts";
import { renderQuality } from "../../../src/render/quality.ts";
import { renderRecorded } from "../../../src/render/record.ts";
import { renderChanges, renderFiles, renderSnapshot, renderStale } from "../../../src/render/registry.ts";
import { plainScreen } from "../../../src/render/type/screen.ts";
import { renderReport, renderReportList, renderReportMarkdown } from "../../../src/render/report.ts";
import { renderExplanation, renderScan } from "../../../src/render/scan.ts";
import { renderIndexStatus, renderIndexSync } from "../../../src/render/search-index.ts";
import { renderSearch } from "../../../src/render/search.ts";
import {
  renderSession,
  renderSessionEnd,
  renderSessionLog,
  renderSessions,
  renderSessionStart,
} from "../../../src/render/session.ts";
import { renderTestImport, renderTestList, renderTestRecorded } from "../../../src/render/tests.ts";
import { renderSummaries } from "../../../src/render/summaries.ts";
import { plainPalette } from "../../../src/render/type/palette.ts";
import { workEventText } from "../../../src/render/work-event.ts";
import { hostileDaily, hostileStanding, type Rendering } from "./hostile-world.ts";
import { now } from "./plans.ts";

const clock = { now, timeZone: "UTC" };

/** Times are the database's own, and so are numbers. */
const at = now.toISOString();

const noUnits: DailyUnitsOutput = { scheduler: "cron", units: [], written: [], removed: [], notes: [] };

/** Renderers of registered files and of what is made of them, by their names. */
export const renderingsOfFiles: { readonly [renderer: string]: Rendering } = {
  renderDaily: (text) =>
    renderDaily(
      {
        run_id: 1,
        status: "partial",
        duration_ms: 1,
        steps: [{ name: "scan", status: "failed", duration_ms: 1, detail: text }],
        before: hostileDaily(text),
      },
      { now },
    ),
  dailyProblemText: (text) =>
    ["failed", "late", "missing"].map(
      (problem) => dailyProblemText({ ...hostileDaily(text), problem: problem as "failed" }, now) ?? "",
    ),
  renderUnits: (text) => [
    renderUnits({ ...noUnits, written: [text] }, { title: text, words: [text] }),
    renderUnits({ ...noUnits, removed: [text] }, { title: text, words: [text] }),
    renderUnits(
      { ...noUnits, units: [{ name: text, text: "0 5 * * * v7 daily\n" }], notes: [text] },
      { title: text, words: [text] },
    ),
  ],
  renderHealth: (text) => renderHealth(healthOf(text), { now }),
  renderInstalled: (text) => renderInstalled(hooksOf(text)),
  renderUninstalled: (text) => renderUninstalled(hooksOf(text)),
  renderHooksStatus: (text) => renderHooksStatus(hooksOf(text)),
  renderIndexWritten: (text) => renderIndexWritten({ file: text, files: 1, untracked: [text, text] }),
  renderIndexCheck: (text) =>
    [true, false].map((current) =>
      renderIndexCheck({
        file: text,
        files: 1,
        added: [text],
        changed: [text],
        removed: [text],
        untracked: [text],
        behind: [text],
        current,
      }),
    ),
  renderModelPull: (text) => {
    const known = { model: text, folder: text, bytes: 1, licence: text, languages: text, dimensions: 1, files: [] };
    return [
      renderModelPull({ ...known, state: "pulled", has_runtime: true }),
      renderModelPull({ ...known, state: "here", has_runtime: false }),
    ];
  },
  renderQuality: () =>
    renderQuality({
      quality: [{ mode: "text", queries: 1, ndcg10: 0.1, recall10: 0.1, recall100: 0.1, mrr10: 0.1 }],
    }),
  renderRecorded: () => renderRecorded({ recorded_commits: 1, recorded_changes: 2 }),
  renderFiles: (text) => {
    const place = { ext: text, type: text, component: text, pillar: text, project: text };
    const file = { path: text, sha256: text, size_bytes: 1, modified_at: at, status: "unrouted" as const, ...place };
    return renderFiles({ total: 2, files: [file] });
  },
  renderFile: (text) => {
    const place = { ext: text, type: text, component: text, pillar: text, project: text };
    const file = { path: text, sha256: text, size_bytes: 1, modified_at: at, status: "present" as const, ...place };
    const times = { first_seen_at: at, scanned_at: at, written_at: at, deleted_at: at };
    const known = { title: text, language: text, lines: 1, rule: text, copies: [text] };
    return renderFile({ file, ...times, ...known, changes: [change(text, "renamed")], changes_total: 2 }, clock);
  },
  renderChanges: (text) =>
    renderChanges(
      { total: 4, changes: (["created", "modified", "renamed"] as const).map((kind) => change(text, kind)) },
      clock,
    ),
  renderStale: (text) =>
    renderStale({ total: 2, files: [{ path: text, size_bytes: 1, modified_at: at, days: 91 }], days: 90 }),
  renderSnapshot: (text) =>
    renderSnapshot({
      snapshot: {
        id: 1,
        date: "2025-08-07",
        taken_at: at,
        triggered_by: text,
        session_id: null,
        total_files: 1,
        total_size_bytes: 1,
      },
    }),
  renderReport: (text) => renderReport(report(text), {}),
  renderChartText: (text) => renderChartText(drawn(text), plainScreen),
  renderChartSvg: (text) => renderChartSvg(drawn(text)),
  renderReportMarkdown: (text) => renderReportMarkdown(report(text), {}),
  renderReportList: () =>
    renderReportList({
      reports: [
        {
          name: "attention",
          title: "Attention",
          about: "Tasks.",
          parameters: [],
          address: null,
          columns: ["task_name"],
          answers: [],
          corrects: null,
          empty: "No task.",
          next: null,
          chart: null,
        },
      ],
    }),
  renderScan: (text) =>
    renderScan(
      {
        scanned: 1,
        added: 1,
        modified: 1,
        deleted: 1,
        unchanged: 1,
        hashed: 1,
        bytes: 1,
        vanished: 1,
        duration_ms: 1,
        changes: [{ change: "added", path: text }],
        problems: [{ path: text, problem: "unreadable", detail: "EACCES" }],
        run_id: "1",
      },
      { diff: true },
    ),
  renderExplanation: (text) =>
    renderExplanation({
      explain: {
        path: text,
        exists: true,
        scanned: false,
        because: "exclude",
        pattern: text,
        profile: text,
        component: text,
        pillar: text,
        project: text,
        rule: text,
        file_type: text,
        language: text,
      },
    }),
  renderIndexSync: (text) =>
    renderIndexSync({
      documents: 1,
      chunks: 1,
      added: 1,
      updated: 1,
      removed: 1,
      duration_ms: 1,
      withheld: [text],
      unread: [{ path: text, because: text }],
      moved: [text],
      rebuilt: null,
      embedder: text,
    }),
  renderIndexStatus: (text) =>
    renderIndexStatus(
      {
        state: "behind",
        documents: 1,
        chunks: 1,
        index_lag: 1,
        bytes: 1,
        synced_at: at,
        withheld: [text],
        cut: [text, text],
        unread: [{ path: text, because: text }],
        embedder: { id: text, dim: 1, fingerprint: text },
      },
      clock,
    ),
  renderSearch: (text) =>
    renderSearch(
      {
        results: [
          {
            path: text,
            kind: "text",
            heading: text,
            line: 1,
            score: 1,
            snippet: text,
            modified_at: at,
            scores: { text: 1, vector: 1 },
            marks: [{ begin: 0, end: text.length }],
          },
        ],
        documents: 1,
        mode: "hybrid",
        index_lag: 1,
        searched: "index",
        because: text,
        withheld: [text, text],
      },
      clock,
    ),
  renderSessionStart: (text) =>
    renderSessionStart(
      {
        session: session(text),
        last: session(text),
        open: [session(text)],
        stale_files: 1,
        stale_days: 90,
        status: hostileStanding(text),
      },
      clock,
    ),
  renderSessionLog: (text) => renderSessionLog({ session: session(text) }),
  renderSessionEnd: (text) => renderSessionEnd({ session: session(text) }),
  renderSessions: (text) => renderSessions({ sessions: [session(text)] }, clock),
  renderSession: (text) =>
    renderSession(
      {
        session: session(text),
        log: text,
        commits: [{ sha: text, subject: text, author: text, committed_at: at }],
      },
      clock,
    ),
  renderTestImport: (text) => {
    const counts = { cases: 5, passed: 1, failed: 1, skipped: 1, flaky: 1, bound: 1, added: 1 };
    const imported = [{ file: text, format: "tap" as const, sha256: text, commit: text, ...counts }];
    const finding = { severity: "warning" as const, code: "V7-T005", message: text, file: text, line: 1, column: 1 };
    const findings = [{ ...finding, address: null, repairable: false }];
    return renderTestImport({ database: text, imported, findings });
  },
  renderTestRecorded: (text) => {
    const what = { type: "unit" as const, component: text, path: text, status: "fail" as const };
    return renderTestRecorded({ database: text, recorded: { ...what, tested_at: at, commit: text, blob: text } });
  },
  renderTestList: (text) => {
    const what = { id: text, type: text, component: text, path: text, status: text, case: text, test_file: text };
    const who = { tested_by: text, tested_at: at, recorded_by: text, commit: text, blob: text, source: text };
    const rest = { error: text, metrics: { text }, compatible: null, retest: true, notes: text, phase: 1, task: text };
    return renderTestList({ total: 2, results: [{ ...what, ...who, ...rest }] }, clock);
  },
  renderSummaries: (text) => {
    const proposal = { path: text, domain: text, input_tokens: 1, output_tokens: 1, cost: 1 };
    const diffs = [{ file: text, before: null, after: text, lost_comments: [] }];
    const output = { model: text, proposals: [proposal], diffs, waiting: [text], withheld: [text], cost: 1 };
    return renderSummaries(output, plainPalette);
  },
  workEventText: (text) => [
    workEventText({ type: "progress", job: "export", done: 1, of: null, bytes: 1, made: 0, name: text }),
    workEventText({ type: "passed-over", part: "scan", code: "V7-F005", message: text }),
    workEventText({ type: "waiting", holder: text }),
  ],
};

function healthOf(text: string): HealthOutput {
  const counts = { [text]: 1 };
  return {
    total_files: 2,
    total_size_bytes: 2,
    files_by_component: counts,
    files_by_pillar: counts,
    files_by_project: counts,
    files_by_type: counts,
    pillars_total: 1,
    empty_pillars: [text],
    stale_days: 90,
    stale_files: 1,
    external_total: 3,
    external_duplicates: 1,
    external_unique: 1,
    duplicate_groups: 1,
    duplicate_files: 2,
    duplicate_bytes: 1,
    unrouted_files: 1,
    unhashed_files: 1,
    since_snapshot: { taken_at: at, files: 1, bytes: 1 },
  };
}

function hooksOf(text: string): HooksOutput {
  const hooks = [{ name: "pre-commit", state: "replaced", calls: text, problem: text }] as const;
  return { way: "path", git_version: text, directory: text, hooks, managers: ["lefthook"] };
}

function change(text: string, kind: "created" | "modified" | "renamed"): FileChange {
  return {
    id: 1,
    at,
    path: text,
    change: kind,
    old_path: text,
    old_sha256: text,
    new_sha256: text,
    detected_by: "scan",
    commit: kind === "modified" ? text : null,
    author: text,
    session_id: 1,
  };
}

/** Persona by persona, as load is. */
function drawn(text: string): Parameters<typeof renderReport>[0] {
  return {
    ...report(text),
    columns: ["responsible_persona", "open_tasks"],
    types: ["text", "number"],
    rows: [{ responsible_persona: text, open_tasks: 3 }],
    chart: { form: "bars", across: "responsible_persona", lines: ["open_tasks"], dashed: null },
  };
}

function report(text: string): Parameters<typeof renderReport>[0] {
  return {
    report: "attention",
    parameters: { node: text },
    columns: ["task_name"],
    rows: [{ task_name: text }],
    title: "Attention",
    in_address: [],
    types: ["text"],
    empty: "No task.",
    next: null,
    notes: [text],
    chart: null,
  };
}

function session(text: string): Session {
  const stats = {
    files_created: 1,
    files_modified: 1,
    files_deleted: 1,
    commits: 1,
    commits_dated_elsewhere: 1,
    log_entries: 1,
  };
  const told = { actor: text, title: text, log_path: text };
  return { id: 1, status: "ended", started_at: at, ended_at: at, stats, ...told };
}
