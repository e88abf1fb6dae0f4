import { describe, expect, test } from "vitest";
import type { ApplyOutput } from "../../../src/model/output/apply.ts";
import { renderApply } from "../../../src/render/plan/apply-text.ts";
import { renderDoctor } from "../../../src/render/doctor.ts";
import type { DriftEntry, DriftOutput, MachineExpectation } from "../../../src/model/output/drift.ts";
import type { MachineStatus, StatusOutput } from "../../../src/model/output/status.ts";
import { renderDrift } from "../../../src/render/drift.ts";
import { renderStatus } from "../../../src/render/status.ts";
import { disputedStatus, now } from "./plans.ts";

const applied: ApplyOutput = {
  apply_id: "7c21e1aa-0000-4000-8000-000000000000",
  plan_id: "3f9a1c00",
  status: "applied",
  summary: { add: 1, change: 1, destroy: 0, drift: 2, conflict: 0 },
  because: null,
  dry_run: false,
  approvals: [{ persona: "The Architect", approved_by: "arthur", approved_at: "2025-08-07T08:28:00Z" }],
  unapproved: [],
  database: "aya_rag on ALPHA",
  git: { branch: "main", commit: "8e2d4100aa", dirty: false },
  actor: "V7 Conductor",
  rows: 2,
  findings: [],
  drift_kept: 2,
};

describe("apply", () => {
  test("reads as the apply screen", () => {
    expect(renderApply(applied, now)).toBe(`Database: aya_rag on ALPHA
Approved by The Architect (arthur, 2 min ago). 2 rows re-checked.
Apply 7c21e1 from main 8e2d410. Drift kept: 2 rows. Undo: v7 undo 7c21e1
Applied: 1 added, 1 changed, 0 destroyed.`);
  });

  test("says that a dry run wrote nothing", () => {
    expect(renderApply({ ...applied, dry_run: true, apply_id: null, status: "rolled_back" }, now)).toMatch(
      /\nDry run: 1 added, 1 changed, 0 destroyed; rolled back, nothing written\.$/,
    );
  });

  test("names the database alone where it was refused: the reason goes to stderr", () => {
    const refused = {
      ...applied,
      status: "refused",
      apply_id: null,
      because: "1 approval missing, nothing written",
    } as const;
    expect(renderApply(refused, now)).toBe("Database: aya_rag on ALPHA");
  });
});

const sixMinutesAgo = "2025-08-07T08:24:00Z";

const completedByHand: DriftEntry = {
  address: "task/1.2",
  field: "status",
  action: "changed",
  applied: "pending",
  live: "completed",
  changed_at: "2025-08-07T03:12:00Z",
  changed_by: "agent_rw",
  application: "psql",
  last_apply_id: "7c21e0bb-0000-4000-8000-000000000000",
};

const addedByHand: DriftEntry = {
  ...completedByHand,
  address: "task/1.9",
  field: null,
  action: "added",
  applied: null,
  live: null,
  changed_at: "2025-08-07T03:14:00Z",
  last_apply_id: null,
};

const sharedBuffers: MachineExpectation = {
  address: "node/ALPHA",
  fact: "setting/shared_buffers",
  name: "shared_buffers",
  state: "pending_restart",
  declared: "128GB",
  configured: "128GB",
  running: "128MB",
  observed_at: sixMinutesAgo,
  node: "ALPHA",
  node_observed_at: sixMinutesAgo,
};

const unseenAir: MachineExpectation = {
  ...sharedBuffers,
  address: "node/AIR",
  state: "unverified",
  configured: null,
  running: null,
  observed_at: null,
  node: "AIR",
  node_observed_at: null,
};

const drift: DriftOutput = {
  database: "aya_rag on ALPHA",
  drift: [completedByHand, addedByHand],
  conflicts: [],
  machines: [],
  undeclared: [],
};

describe("drift", () => {
  test("does not keep still about what was changed in fields that no document declares", () => {
    const who = { changed_at: "2025-08-07T03:12:00Z", changed_by: "agent_rw", application: "psql" };
    const undeclared = [{ address: "task/1.2", fields: ["notes", "priority"], ...who }];
    expect(renderDrift({ ...drift, drift: [], undeclared }, { now })).toBe(`Database: aya_rag on ALPHA
Left alone, since no document declares it:
  task/1.2  notes, priority  03:12 agent_rw, psql
See: v7 history --outside
No drift. What documents declare is as it was last applied.`);
  });

  test("reads as the drift screen", () => {
    expect(renderDrift(drift, { now })).toBe(`Database: aya_rag on ALPHA
~ task/1.2      applied by 7c21e0
    status   pending → completed      03:12 agent_rw, psql
+ task/1.9      in no document        03:14 agent_rw, psql
Keep: v7 pull task/1.2 · v7 adopt task/1.9   Undo: v7 plan --revert ADDRESS
Drift: 1 row changed, 1 added, 0 removed.`);
  });

  test("reads as the drift screen where a machine waits for a restart", () => {
    expect(renderDrift({ ...drift, machines: [sharedBuffers] }, { now })).toBe(`Database: aya_rag on ALPHA
~ task/1.2      applied by 7c21e0
    status   pending → completed      03:12 agent_rw, psql
+ task/1.9      in no document        03:14 agent_rw, psql
~ node/ALPHA    observed 6 min ago
    shared_buffers  declared 128GB · configured 128GB · running 128MB
                    pending restart
Keep: v7 pull task/1.2 · v7 adopt task/1.9   Undo: v7 plan --revert ADDRESS
Drift: 1 row changed, 1 added, 0 removed; 1 machine setting.`);
  });

  test("does not call drift what nobody has looked at", () => {
    expect(renderDrift({ ...drift, drift: [], machines: [unseenAir] }, { now })).toBe(`Database: aya_rag on ALPHA
? node/AIR      never observed
    1 declared, unverified
Look: v7 node facts --from FILE --observed-at TIME
No drift. The rows are as they were last applied; 1 unverified on machines.`);
  });

  test("shows a conflict's three sides", () => {
    expect(renderDrift({ ...drift, drift: [], conflicts: [disputedStatus] }, { now })).toBe(`Database: aya_rag on ALPHA
! task/1.1      conflict: the document and the row changed since apply 7c21e0
    status   declared completed · applied in_progress · live blocked
Drift: 0 rows changed, 0 added, 0 removed; 1 conflict.`);
  });

  test("shows times of other days with their date", () => {
    const older = { ...completedByHand, changed_at: "2025-08-06T03:12:00Z" };
    expect(renderDrift({ ...drift, drift: [older] }, { now })).toContain("  2025-08-06 03:12 agent_rw, psql");
  });

  test("shows times in the configured zone", () => {
    expect(renderDrift(drift, { now, timeZone: "Asia/Dubai" })).toContain("  07:12 agent_rw, psql");
  });

  test("says so when nothing drifted", () => {
    expect(renderDrift({ ...drift, drift: [] }, { now })).toBe(
      "Database: aya_rag on ALPHA\nNo drift. The rows are as they were last applied.",
    );
  });
});

const alpha: MachineStatus = {
  node: "ALPHA",
  state: "ok",
  observed_at: sixMinutesAgo,
  pending_restart: 2,
  differing: 0,
  unverified: 0,
  unreachable: [],
};

const beta: MachineStatus = { ...alpha, node: "BETA", pending_restart: 0 };

const status: StatusOutput = {
  database: "aya_rag on ALPHA as v7_ro, schema 12",
  login: null,
  git: {
    branch: "main",
    commit: "9be0d1200000000000000000000000000000000f",
    dirty: false,
    last_apply: {
      apply_id: "7c21e0bb-0000-4000-8000-000000000000",
      at: "2025-08-06T18:10:00Z",
      actor: "ci",
      dirty: false,
    },
  },
  phase: { number: 1, total: 7, name: "Assessment", status: "in_progress", day: 3, planned_days: 5 },
  daily: null,
  lock: null,
  gate: { open: false, reasons: [{ code: "V7-G002", message: "1 open task (1.2)" }] },
  impacts: { unanswered: 0 },
  tests: null,
  tasks: { done: 1, in_progress: 1, blocked: 0, open: 0 },
  waiting: [
    { plan_id: "3f9a1c5e0b7d", needs: ["The Architect"], approvals: [], approvers: {}, next: "v7 approve 3f9a1c" },
  ],
  drift: { rows: 2, conflicts: 0, newest_at: "2025-08-07T03:14:00Z" },
  machines: [alpha, beta, { ...beta, node: "AIR", state: "unknown", unreachable: ["ssh"] }],
  next: "v7 drift",
};

describe("status", () => {
  test("reads as the status screen", () => {
    expect(renderStatus(status, { now })).toBe(`Database  aya_rag on ALPHA as v7_ro, schema 12
Git       main 9be0d12 clean; last apply 7c21e0, 14 h ago, ci
Phase     1/7 Assessment in_progress, day 3 of 5
Gate      closed: 1 open task (1.2) [V7-G002]
Tasks     1 done, 1 in progress, 0 blocked
Waiting   plan 3f9a1c needs The Architect
Drift     2 rows, newest 03:14
Machines  ALPHA ok 6 min, 2 pending restart · BETA ok 6 min · AIR unknown (ssh)
Next      v7 drift`);
  });

  test("is quiet about what is not there", () => {
    const quiet = { ...status, gate: null, waiting: [], drift: { rows: 0, conflicts: 0, newest_at: null } };
    expect(renderStatus(quiet, { now })).not.toMatch(/Gate|Waiting/);
    expect(renderStatus(quiet, { now })).toContain("\nDrift     none\n");
  });
});

test("doctor reads as the doctor screen", () => {
  const text = renderDoctor({
    checks: [
      { name: "tool", status: "ok", detail: "v7 1.4.0, node 24.9, git 2.51", fix: null },
      { name: "schema", status: "fail", detail: "schema 12, this v7 needs 14", fix: "v7 db migrate" },
      { name: "hooks", status: "warn", detail: "hook points at a removed node", fix: "v7 hooks install" },
    ],
  });
  expect(text).toBe(`ok    v7 1.4.0, node 24.9, git 2.51
FAIL  schema 12, this v7 needs 14    v7 db migrate
warn  hook points at a removed node  v7 hooks install
1 failure, 1 warning`);
});
