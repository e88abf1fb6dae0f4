import { renderDaily, renderUnits } from "../../../src/render/daily.ts";
import { renderHealth } from "../../../src/render/health.ts";
import { renderHooksStatus, renderInstalled, renderUninstalled } from "../../../src/render/hooks.ts";
import { renderIndexCheck, renderIndexWritten } from "../../../src/render/index.ts";
import { renderQuality } from "../../../src/render/quality.ts";
import { renderRecorded } from "../../../src/render/record.ts";
import { renderChanges, renderFiles, renderSnapshot, renderStale } from "../../../src/render/registry.ts";
import { renderReport, renderReportList, renderReportMarkdown } from "../../../src/render/report.ts";
import { renderExplanation, renderScan } from "../../../src/render/scan.ts";
import { renderIndexStatus, renderIndexSync } from "../../../src/render/search-index.ts";
import { renderSearch } from "../../../src/render/search.ts";
import { renderSession, renderSessionEnd, renderSessions, renderSessionStart } from "../../../src/render/session.ts";
import { renderSummaries } from "../../../src/render/summaries.ts";
import { plainPalette } from "../../../src/render/type/palette.ts";
import { workEventText } from "../../../src/render/work-event.ts";
import type { Rendering } from "./hostile-world.ts";
import { now } from "./plans.ts";

/** Times are the database's own, and so are numbers. */
const at = now.toISOString();

/** Renderers of registered files and of what is made of them, by their names. */
export const renderingsOfFiles: { readonly [renderer: string]: Rendering } = {
  renderDaily: (text) =>
    renderDaily({
      run_id: 1,
      status: "partial",
      duration_ms: 1,
      steps: [{ name: "scan", status: "failed", duration_ms: 1, detail: text }],
    }),
  renderUnits: (text) => [
    renderUnits({ scheduler: "cron", units: [], written: [text] }),
    renderUnits({ scheduler: "cron", units: [{ name: text, text: "0 5 * * * v7 daily\n" }], written: [] }),
  ],
  renderHealth: (text) => renderHealth({ health: healthOf(text), now }),
  renderInstalled: (text) => renderInstalled(hooksView(text)),
  renderUninstalled: (text) => renderUninstalled(hooksView(text)),
  renderHooksStatus: (text) => renderHooksStatus(hooksView(text)),
  renderIndexWritten: (text) => renderIndexWritten(text, 1),
  renderIndexCheck: (text) =>
    [true, false].map((current) =>
      renderIndexCheck(text, { files: 1, added: [text], changed: [text], removed: [text], current }),
    ),
  renderQuality: () =>
    renderQuality([{ mode: "text", queries: 1, ndcg10: 0.1, recall10: 0.1, recall100: 0.1, mrr10: 0.1 }]),
  renderRecorded: () => renderRecorded({ commits: 1, changes: 2 }),
  renderFiles: (text) => {
    const place = { ext: text, type: text, component: text, pillar: text, project: text };
    const file = { path: text, sha256: text, size_bytes: 1, modified_at: at, status: "unrouted" as const, ...place };
    return renderFiles({ total: 2, rows: [file] });
  },
  renderChanges: (text) =>
    renderChanges(
      { total: 4, rows: (["created", "modified", "renamed"] as const).map((kind) => change(text, kind)) },
      "UTC",
    ),
  renderStale: (text) =>
    renderStale({ total: 2, rows: [{ path: text, size_bytes: 1, modified_at: at, days: 91 }] }, 90),
  renderSnapshot: (text) =>
    renderSnapshot({
      id: 1,
      date: "2025-08-07",
      taken_at: at,
      triggered_by: text,
      session_id: null,
      total_files: 1,
      total_size_bytes: 1,
    }),
  renderReport: (text) => renderReport(report(text), {}),
  renderReportMarkdown: (text) => renderReportMarkdown(report(text), {}),
  renderReportList: () =>
    renderReportList({
      reports: [
        {
          name: "attention",
          title: "Attention",
          about: "Tasks.",
          parameters: [],
          columns: ["task_name"],
          answers: [],
          corrects: null,
          empty: "No task.",
          next: null,
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
      path: text,
      exists: true,
      scanned: false,
      because: text,
      pattern: text,
      profile: text,
      component: text,
      pillar: text,
      project: text,
      rule: text,
      file_type: text,
      language: text,
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
        embedder: { id: text, dim: 1, fingerprint: text },
      },
      "UTC",
    ),
  renderSearch: (text) =>
    renderSearch(
      {
        results: [
          {
            path: text,
            kind: text,
            heading: text,
            line: 1,
            score: 1,
            snippet: text,
            modified_at: at,
            scores: { text: 1, vector: 1 },
            marks: [[0, text.length]],
          },
        ],
        documents: 1,
        mode: "hybrid",
        index_lag: 1,
        searched: "index",
      },
      "UTC",
    ),
  renderSessionStart: (text) =>
    renderSessionStart({
      session: session(text),
      last: session(text),
      open: [session(text)],
      staleFiles: 1,
      staleDays: 90,
      status: "Phase 1/7",
      now,
    }),
  renderSessionEnd: (text) => renderSessionEnd(session(text)),
  renderSessions: (text) => renderSessions([session(text)], "UTC"),
  renderSession: (text) => renderSession(session(text), text, "UTC"),
  renderSummaries: (text) => {
    const proposal = { path: text, domain: text, input_tokens: 1, output_tokens: 1, cost: 1 };
    const row = { model: text, proposals: [proposal], waiting: [text], withheld: [text], cost: 1 };
    return renderSummaries(row, [{ file: text, before: null, after: text }], plainPalette);
  },
  workEventText: (text) => [
    workEventText({ type: "progress", job: "export", done: 1, of: null, bytes: 1, made: 0, name: text }),
    workEventText({ type: "passed-over", part: "scan", code: "V7-F005", message: text }),
  ],
};

function healthOf(text: string): Parameters<typeof renderHealth>[0]["health"] {
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

function hooksView(text: string): Parameters<typeof renderInstalled>[0] {
  const hooks = [{ name: "pre-commit", state: "foreign", calls: text, problem: text }];
  return { way: "path", gitVersion: text, directory: text, hooks, managers: ["lefthook"] };
}

function change(
  text: string,
  kind: "created" | "modified" | "renamed",
): Parameters<typeof renderChanges>[0]["rows"][number] {
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

function report(text: string): Parameters<typeof renderReport>[0] {
  return {
    report: "attention",
    parameters: { node: text },
    columns: ["task_name"],
    rows: [{ task_name: text }],
    title: "Attention",
    types: ["text"],
    empty: "No task.",
    next: null,
  };
}

function session(text: string): Parameters<typeof renderSessionEnd>[0] {
  const stats = { files_created: 1, files_modified: 1, files_deleted: 1, commits: 1, log_entries: 1 };
  const told = { actor: text, title: text, log_path: text };
  return { id: 1, status: "ended", started_at: at, ended_at: at, stats, ...told };
}
