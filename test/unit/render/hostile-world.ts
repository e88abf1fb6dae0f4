import { findingRows } from "../../../src/model/finding.ts";
import type { Json } from "../../../src/model/json.ts";
import { renderAdopted } from "../../../src/render/adopt.ts";
import { adoptionLines, adoptionSummary } from "../../../src/render/adoption.ts";
import { renderBlame } from "../../../src/render/blame.ts";
import { renderDoctor } from "../../../src/render/doctor.ts";
import { renderCarriedOut } from "../../../src/render/carried-out.ts";
import { renderEdits } from "../../../src/render/edit.ts";
import {
  renderExplainedAddress,
  renderExplainedCode,
  renderExplainedKind,
  renderTopics,
} from "../../../src/render/explain.ts";
import { renderBackup, renderExport, renderImport } from "../../../src/render/export.ts";
import { renderFindingsGithub } from "../../../src/render/findings/findings-github.ts";
import { renderFindingsJunit } from "../../../src/render/findings/findings-junit.ts";
import { renderFindingsSarif } from "../../../src/render/findings/findings-sarif.ts";
import { renderFindings } from "../../../src/render/findings/findings.ts";
import { renderAcceptable } from "../../../src/render/findings/findings-accepted.ts";
import {
  renderStagedPlaces,
  renderStopped,
  renderSuspects,
  renderWrongNow,
} from "../../../src/render/findings/staged-text.ts";
import { renderGraphMermaid, renderGraphTree } from "../../../src/render/graph.ts";
import { renderHistory } from "../../../src/render/history.ts";
import {
  machineLines,
  machinesText,
  renderFacts,
  renderCollectedFacts,
  renderLoadedFacts,
  renderNodeList,
} from "../../../src/render/machine.ts";
import { renderDocsSync } from "../../../src/render/docs-sync.ts";
import { renderCampaign } from "../../../src/render/enrich-campaign.ts";
import { renderPublish } from "../../../src/render/enrich-publish.ts";
import { renderRefreshMeta } from "../../../src/render/enrich-refresh-meta.ts";
import { renderEnrichRun } from "../../../src/render/enrich-run.ts";
import { renderFilePlans } from "../../../src/render/file-plans.ts";
import { renderMaintain } from "../../../src/render/maintain.ts";
import { renderNodeCompare } from "../../../src/render/node-compare.ts";
import { renderRecordedMetrics } from "../../../src/render/metrics.ts";
import { renderMachineSnapshot, renderMachineSnapshotDiff } from "../../../src/render/node-snapshot.ts";
import { renderNodeVerify } from "../../../src/render/node-verify.ts";
import { renderApply } from "../../../src/render/plan/apply-text.ts";
import { renderApprovals, renderApproved } from "../../../src/render/plan/approvals-text.ts";
import { renderDrift } from "../../../src/render/drift.ts";
import { renderPlanGithub } from "../../../src/render/plan/plan-github.ts";
import { renderPlanMarkdown } from "../../../src/render/plan/plan-markdown.ts";
import { renderPlan } from "../../../src/render/plan/plan-text.ts";
import { renderShow } from "../../../src/render/show.ts";
import type { MachineExpectation } from "../../../src/model/output/drift.ts";
import type { MachineStatus } from "../../../src/model/output/status.ts";
import type { LockHolder } from "../../../src/model/output/unlock.ts";
import type { DailyStanding, StatusOutput, WaitingPlan } from "../../../src/model/output/status.ts";
import { renderStatus } from "../../../src/render/status.ts";
import { renderUnlock } from "../../../src/render/unlock.ts";
import type { Listing } from "../../../src/render/type/listing.ts";
import { hostileFinding, hostilePlan } from "./hostile-plan.ts";
import { now } from "./plans.ts";

/** What a renderer makes of data that says a hostile text wherever it can. */
export type Rendering = (text: string, before: Json, after: Json) => string | readonly string[] | Listing;

/** Renderers of the declared world, by their names. */
export const renderingsOfWorld: { readonly [renderer: string]: Rendering } = {
  renderPlan: (...hostile) => renderPlan(planView(...hostile)),
  renderPlanMarkdown: (...hostile) => renderPlanMarkdown(planView(...hostile)),
  renderPlanGithub: (...hostile) => renderPlanGithub(planView(...hostile)),
  renderDrift: (text, before, after) => {
    const who = { changed_at: text, changed_by: text, application: text, last_apply_id: text };
    const changed = { address: text, field: text, action: "changed" as const, applied: before, live: after, ...who };
    return renderDrift(
      {
        database: text,
        drift: [changed],
        conflicts: hostilePlan(text, before, after).conflicts,
        machines: hostileMachine(text, before, after),
        undeclared: [{ address: text, fields: [text], changed_at: text, changed_by: text, application: text }],
      },
      { now },
    );
  },
  renderApply: (text) => {
    const output = applyOutput(text);
    const others = [{ unapproved: [text] }, { status: "refused" as const }];
    return [renderApply(output, now), ...others.map((other) => renderApply({ ...output, ...other }, now))];
  },
  renderApproved: (text) =>
    renderApproved({
      plan_id: text,
      approved_by: text,
      persona: text,
      expires_at: null,
      missing: [text],
      distinct: true,
      advisory: true,
      revoked: false,
      database: text,
      carried_out_by: "v7 apply",
    }),
  renderApprovals: (text) => {
    const summary = { add: 1, change: 1, destroy: 1 };
    const pending = [
      { plan_id: text, created_at: text, created_by: text, summary, missing: [text], ...hostileAgreement(text) },
    ];
    const approval = { plan_id: text, persona: text, approved_by: text, note: text, approved_at: text };
    const approvals = [{ ...approval, expires_at: null, status: "used" as const, used_by: text }];
    return renderApprovals({ database: text, pending, approvals }, now);
  },
  machinesText: (text) => machinesText([hostileStatus(text)], { now }),
  machineLines: (text, before, after) => machineLines(hostileMachine(text, before, after), { now }),
  renderNodeList: (text) =>
    renderNodeList({ database: text, nodes: [{ ...hostileStatus(text), role: text, status: text }] }, { now }),
  renderNodeCompare: (text, before, after) => {
    const states = ["met", "differs", "pending_restart", "unverified"] as const;
    const seen = { declared: before, configured: after, running: after, observed_at: text };
    const times = { observed_at: text, recorded_at: text, recorded_by: text };
    const link = { slot: text, primary: text, replica: text, state: text, sync_state: text, checked_at: text };
    const output = {
      database: text,
      machine: { ...hostileStatus(text), role: text, status: text },
      expectations: states.map((state) => ({ fact: text, name: text, state, ...seen })),
      facts: [{ node: text, fact: text, value: text, source: text, ...times }],
      replication: [true, false].map((isActive) => ({
        ...link,
        is_active: isActive,
        replay_lag_ms: 2,
        lag_bytes: 3,
      })),
      interfaces: [true, false].map((isPrimary) => ({
        address: text,
        ip_address: text,
        name: text,
        type: text,
        netmask: text,
        gateway: text,
        status: text,
        is_primary: isPrimary,
        is_declared: isPrimary,
      })),
    };
    return [renderNodeCompare(output, { now }), renderNodeCompare({ ...output, facts: [] }, { now })];
  },
  renderDocsSync: (text) =>
    renderDocsSync({
      database: text,
      sets: 1,
      documents: [
        {
          path: text,
          set: text,
          state: "changed",
          bytes: 1,
          hash: text,
          locations: [{ node: text, path: text, state: "differs" }],
        },
      ],
      added: 0,
      changed: 1,
      unchanged: 0,
      gone: 0,
    }),
  renderFilePlans: (text) =>
    renderFilePlans({
      fileplans: [
        {
          address: "fileplan/a.ts",
          path: text,
          status: text,
          target_name: text,
          impact_score: 7,
          test_status: text,
          phase: 1,
          task: text,
          reviewed_by: [text],
          drifted: true,
        },
      ],
      open: 1,
    }),
  renderMachineSnapshot: (text, before, after) =>
    renderMachineSnapshot(
      {
        database: text,
        recorded: true,
        snapshot: {
          format: "v7/snapshot/1",
          name: text,
          type: "baseline",
          status: "failed",
          description: text,
          taken_at: text,
          taken_by: text,
          passed: 0,
          failed: 1,
          unknown: 1,
          skipped: 0,
          machines: [
            {
              node: text,
              spec: { role: text },
              facts: { [text]: { value: before, source: text, observed_at: text } },
              checks: (["failed", "unknown"] as const).map((outcome) => ({
                name: text,
                outcome,
                expected: before,
                found: after,
                detail: text,
                verified_at: text,
                valid_until: text,
              })),
            },
          ],
        },
      },
      { now, timeZone: "UTC" },
    ),
  renderMachineSnapshotDiff: (text, before, after) => {
    const change = { node: text, name: text, before, after };
    return renderMachineSnapshotDiff(
      {
        database: text,
        from: { name: text, taken_at: text, status: "verified" },
        to: { name: null, taken_at: text, status: "failed" },
        changes: [
          { ...change, part: "spec", change: "changed" },
          { ...change, part: "fact", change: "added" },
          { ...change, part: "check", change: "removed" },
          { ...change, part: "machine", change: "added" },
        ],
      },
      { now, timeZone: "UTC" },
    );
  },
  renderRecordedMetrics: (text) =>
    renderRecordedMetrics({ database: text, node: text, source: text, recorded: 1, known: 1, from: text, to: text }),
  renderNodeVerify: (text) => {
    const check = {
      node: text,
      name: text,
      description: text,
      type: "port",
      expected: text,
      found: text,
      detail: text,
      tries: 2,
      duration_ms: 1,
      valid_until: null,
    };
    return renderNodeVerify({
      database: text,
      checks: [
        { ...check, outcome: "failed" },
        { ...check, outcome: "unknown" },
      ],
      passed: 0,
      failed: 1,
      unknown: 1,
      skipped: 0,
      snapshot: text,
    });
  },
  renderCampaign: (text) =>
    renderCampaign({
      executed: true,
      projects: [{ project_path: text, files: 1, lines: 1, last_scan: text, score: 1 }],
      run_id: text,
      manifest: text,
      files: 1,
      gaps: { opened: 1, reopened: 0, closed: 0, waived: 0, unknown: 0 },
    }),
  renderEnrichRun: (text) =>
    renderEnrichRun({
      action: 1,
      title: text,
      argv: [text],
      plan_id: text,
      approvals_required: [{ persona: text, rule: text, addresses: [text], distinct: false }],
      advisory: true,
      is_run: false,
      run_id: null,
      exit_code: null,
    }),
  renderRefreshMeta: (text) =>
    renderRefreshMeta({
      run_id: text,
      dry_run: false,
      resumed_from: null,
      scan: { scanned: 1, added: 0, modified: 0, deleted: 0, problems: 1 },
      projects: { found: 1, added: 1 },
      gone: [text],
      left_out: [{ path: text, reason: "fixture", because: text }],
      files: { placed: 1, added: 1, updated: 0, gone: 0 },
      analyzed: { files: 1, by_status: [{ status: text, files: 1 }] },
      gaps: { opened: 1, reopened: 0, closed: 0, waived: 0, unknown: 1 },
      gap_changes: [{ event: "opened", gap_type: "PROJECT_UNINDEXED", scope: text, severity: "low", because: text }],
      actions: { queued: 1, settled: 0 },
      artifacts: {
        read: [{ path: text, sha256: text, bytes: 1, truncated: true, broken_lines: 1 }],
        problems: [{ path: text, problem: text }],
        scans: 1,
      },
    }),
  renderPublish: (text) =>
    renderPublish({ file: text, taken_in: 1, projects: 1, enrichments: 1, signals: 1, views: [text] }),
  renderMaintain: (text) => {
    const rolledUp = { before: text, counted: 2, added: 1, merged: 1 };
    return renderMaintain({
      database: text,
      hourly: rolledUp,
      daily: rolledUp,
      expired: { before: text, days: 1, samples: 1 },
      kept: { raw: 1, uncounted: 1, hours: 1, days: 1 },
      snapshots: { deleted: 1, automated: 1, others: 1 },
    });
  },
  renderCollectedFacts: (text) => {
    const looked = { by: "ssh" as const, recorded: 1, duration_ms: 1, clock_ahead_s: 60 };
    const unfinished = [{ look: text, state: "left" as const }];
    const asked = { reached: true, because: null, unknown: [text] };
    return renderCollectedFacts({
      database: text,
      machines: [
        { ...looked, node: text, reached: true, because: null, unfinished, postgresql: asked },
        {
          ...looked,
          node: text,
          reached: false,
          because: text,
          unfinished: [],
          postgresql: { ...asked, reached: false, because: text },
        },
      ],
    });
  },
  renderLoadedFacts: (text) => {
    const counts = { recorded: 1, unchanged: 1, older: 1 };
    return renderLoadedFacts({ database: text, loaded: { node: text, source: text, observed_at: text, ...counts } });
  },
  renderFacts: (text) => {
    const times = { observed_at: text, recorded_at: text, recorded_by: text };
    const value = { [text]: text, note: text };
    return renderFacts({ database: text, facts: [{ node: text, fact: text, value, source: text, ...times }] }, { now });
  },
  renderFindings: (text) => renderFindings({ findings: [hostileFinding(text)], fileCount: 1 }),
  renderFindingsGithub: (text) => renderFindingsGithub([hostileFinding(text)]),
  renderFindingsJunit: (text) => renderFindingsJunit({ findings: [hostileFinding(text)], files: [text] }),
  renderFindingsSarif: (text) =>
    renderFindingsSarif([{ ...hostileFinding(text), code: "V7-D001" }], { toolVersion: "0.1.0" }),
  renderStopped: (text) => renderStopped([hostileFinding(text)]),
  renderSuspects: (text) => renderSuspects([hostileFinding(text)]),
  renderWrongNow: (text) => renderWrongNow([hostileFinding(text)]),
  renderAcceptable: (text) =>
    renderAcceptable({ acceptable: [{ path: text, rule: "token", fingerprint: "3f9a1c0b7d2e4658", who: text }] }),
  renderStagedPlaces: (text) => [
    renderStagedPlaces([{ path: text, component: text, pillar: text, project: text }]),
    renderStagedPlaces(
      Array.from({ length: 20 }, () => ({ path: text, component: null, pillar: null, project: null })),
    ),
  ],
  renderShow: (text, before, after) =>
    renderShow({
      address: text,
      kind: text,
      source: text,
      fields: [
        { field: text, declared: before, applied: after, live: before, known_to: ["declared", "applied", "live"] },
      ],
    }),
  renderBlame: (text, _before, after) =>
    renderBlame(
      {
        address: text,
        entries: [
          { field: text, value: after, apply_id: text, commit: text, actor: text, application: text, at: text },
        ],
      },
      { now },
    ),
  renderHistory: (text, before, after) =>
    renderHistory(
      {
        entries: [
          {
            type: "apply",
            at: text,
            apply_id: text,
            plan_id: text,
            status: "failed",
            because: text,
            actor: text,
            commit: text,
            branch: text,
            reason: text,
            overrides: [text],
            summary: null,
          },
          { type: "refusal", at: text, action: "delete", subject: text, login: text, application: text, because: text },
          {
            type: "change",
            at: text,
            address: text,
            action: "update",
            fields: [{ field: text, before, after }],
            changed_by: text,
            application: text,
            observed: false,
            apply_id: null,
            commit: text,
            reason: text,
          },
        ],
      },
      {},
    ),
  renderGraphTree: (text) =>
    renderGraphTree({ nodes: [graphNode(text)], edges: [{ from: text, to: text, relation: "depends_on" }] }),
  renderGraphMermaid: (text) => renderGraphMermaid({ nodes: [graphNode(text)], edges: [] }),
  renderExplainedCode: (text) => {
    const exit = { status: 1, means: text };
    return renderExplainedCode({ code: text, title: text, explanation: text, fix: text, exit });
  },
  renderExplainedKind: (text) => {
    const field = { field: text, type: text, required: true, nullable: true, description: text };
    const fields = [{ ...field, values: [text], column: text }];
    return renderExplainedKind({ kind: text, description: text, fields, example: `${text}\n` });
  },
  renderTopics: (text) => {
    const topics = [{ topic: text, description: text }];
    return renderTopics({ kinds: topics, files: topics, code_areas: topics });
  },
  renderExplainedAddress: (text) => {
    const next = [{ command: text, does: text }];
    const rules = [{ rule: text, says: text }];
    return renderExplainedAddress({ address: text, kind: text, description: text, file: text, line: 1, rules, next });
  },
  renderDoctor: (text) => renderDoctor({ checks: [{ name: text, status: "fail", detail: text, fix: text }] }),
  renderUnlock: (text) => renderUnlock({ database: text, holder: hostileHolder(text) }),
  renderCarriedOut: (text) => {
    const diffs = [{ file: text, before: null, after: text, lost_comments: [{ line: 1, text }] }];
    const edit = { file: text, files: [text], changed: [text], diffs, commit: text, apply: applyOutput(text) };
    return renderCarriedOut(edit, new Date());
  },
  renderEdits: (text) =>
    renderEdits([{ file: text, before: null, after: text, lost_comments: [{ line: 1, text }] }], undefined),
  renderAdopted: (text) => {
    const diffs = [1, 2].map(() => ({ file: text, before: null, after: text, lost_comments: [] }));
    return renderAdopted({ files: [text, text], adopted: [text, text], diffs, findings: [], forgotten: text });
  },
  adoptionLines: (text) => adoptionLines([hostileTable(text)]),
  adoptionSummary: (text) => adoptionSummary([hostileTable(text)]),
  renderExport: (text) => renderExport(exported(text), { file: text }),
  renderBackup: (text) => renderBackup({ ...exported(text), restore_tested: false, because: text }, { file: text }),
  renderImport: (text) => renderImport({ ...exported(text), replaced: [{ name: text, rows: 1 }] }, { file: text }),
  renderStatus: (text) => renderStatus(hostileStanding(text), { now }),
};

function planView(text: string, before: Json, after: Json): Parameters<typeof renderPlan>[0] {
  return { plan: hostilePlan(text, before, after), databaseLine: text, gitLine: text, rulesOf: () => [text], now };
}

function applyOutput(text: string): Parameters<typeof renderApply>[0] {
  return {
    apply_id: text,
    plan_id: text,
    status: "applied",
    summary: { add: 1, change: 1, destroy: 1, drift: 1, conflict: 1 },
    because: text,
    dry_run: false,
    approvals: [{ persona: text, approved_by: text, approved_at: text }],
    unapproved: [],
    database: text,
    git: { branch: text, commit: text, dirty: true },
    actor: text,
    rows: 1,
    findings: findingRows([hostileFinding(text)]),
    drift_kept: 1,
  };
}

function hostileMachine(text: string, before: Json, after: Json): MachineExpectation[] {
  const seen = { node: text, node_observed_at: text, observed_at: text };
  const unmet = { address: text, fact: text, name: text, declared: before, configured: text, running: after, ...seen };
  return [
    { ...unmet, state: "pending_restart" },
    { ...unmet, state: "unverified" },
  ];
}

function hostileStatus(text: string): MachineStatus {
  const counts = { pending_restart: 0, differing: 1, unverified: 1 };
  return { node: text, state: "unknown", observed_at: text, unreachable: [text], ...counts };
}

function hostileHolder(text: string): LockHolder {
  return { pid: 1, login: text, application: text, apply_id: text, actor: text, host: text, since: text };
}

function graphNode(text: string): Parameters<typeof renderGraphTree>[0]["nodes"][number] {
  return { address: text, name: text, status: text };
}

function hostileTable(text: string): Parameters<typeof adoptionLines>[0][number] {
  return { table: text, added_columns: [text], triggers: [text], left_out: [text], differences: [text] };
}

function exported(text: string): Parameters<typeof renderExport>[0] {
  const counts = { bytes: 1, row_count: 1, current: 1, tables: [{ name: text, rows: 1 }] };
  return { ...counts, file: text, database: text, lineage: text, foreign_columns: [text] };
}

/** Who agreed, and who is asked, by hostile names. */
export function hostileAgreement(text: string): Pick<WaitingPlan, "approvals" | "approvers" | "next"> {
  return {
    approvals: [{ persona: text, approved_by: text, approved_at: text }],
    approvers: { [text]: [text], "The Architect": [] },
    next: text,
  };
}

/** Where the migration stands, by a hostile database. */
export function hostileStanding(text: string): StatusOutput {
  return {
    database: text,
    login: { name: text, applies: false, approves: true, personas: [text] },
    git: {
      branch: text,
      commit: text,
      dirty: true,
      last_apply: { apply_id: text, at: text, actor: text, dirty: true },
    },
    phase: { number: 1, total: 7, name: text, status: text, day: 1, planned_days: 2 },
    gate: { open: false, reasons: [{ code: text, message: text }] },
    impacts: { unanswered: 1 },
    tests: { passing: 1, failing: 2, missing: 1, retest: 1, first: [text] },
    tasks: { done: 1, in_progress: 1, blocked: 1, open: 1 },
    waiting: [{ plan_id: text, needs: [text], ...hostileAgreement(text) }],
    drift: { rows: 1, conflicts: 1, newest_at: now.toISOString() },
    machines: [hostileStatus(text)],
    daily: hostileDaily(text),
    lock: hostileHolder(text),
    next: text,
  };
}

/** A daily run that failed, with a reason that deceives. */
export function hostileDaily(text: string): DailyStanding {
  const [at, next] = [now.toISOString(), text];
  return { problem: "failed", scheduler: text, last_at: at, last_status: "partial", reason: text, good_at: null, next };
}
