import type { Code } from "../../../src/model/codes/codes.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { renderDedup, renderExecution, renderInventory, renderLeft } from "../../../src/render/consolidate.ts";
import { copyPlanMarkdown } from "../../../src/render/plan/copy-plan-markdown.ts";
import type { CopyPlanView } from "../../../src/model/consolidation.ts";
import { renderCopyPlan } from "../../../src/render/plan/copy-plan-text.ts";
import { renderBlame } from "../../../src/render/blame.ts";
import { differenceLines } from "../../../src/render/type/difference.ts";
import { renderDoctor } from "../../../src/render/doctor.ts";
import { renderDrift } from "../../../src/render/plan/drift-text.ts";
import { renderEdits } from "../../../src/render/edit.ts";
import { escapeControls } from "../../../src/render/type/escape.ts";
import { renderExplainedCode } from "../../../src/render/explain.ts";
import { renderFindings } from "../../../src/render/findings/findings.ts";
import { renderFindingsGithub } from "../../../src/render/findings/findings-github.ts";
import { renderFindingsJunit } from "../../../src/render/findings/findings-junit.ts";
import { renderGraphMermaid, renderGraphTree } from "../../../src/render/graph.ts";
import { renderHistory } from "../../../src/render/history.ts";
import type { MachineReport } from "../../../src/model/machine.ts";
import { machineStatus, machinesText, renderFacts } from "../../../src/render/machine.ts";
import { renderPlanGithub } from "../../../src/render/plan/plan-github.ts";
import { renderPlanMarkdown } from "../../../src/render/plan/plan-markdown.ts";
import { renderPlan } from "../../../src/render/plan/plan-text.ts";
import { renderShow } from "../../../src/render/show.ts";
import { emptyPlan, now } from "./plans.ts";

const unprintable = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

/** Text that tries to move the cursor, forge lines or reverse what is read. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom("\u001b[2K", "\r", "\n", "\u0085", "\u202e", "\ud800", "`", "|", "<b>", "@arthur"),
      fc.string({ unit: "binary" }),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(""));

const mapping = fc.dictionary(hostileText, hostileText);
const simpleValue: fc.Arbitrary<Json> = fc.oneof(hostileText, fc.integer(), fc.constant(null), fc.array(hostileText));
const value: fc.Arbitrary<Json> = fc.oneof(simpleValue, mapping);

test("no control character of the data reaches any text", () => {
  fc.assert(
    fc.property(hostileText, value, value, (text, before, after) => {
      for (const rendered of everyText(text, before, after)) expect(rendered).not.toMatch(unprintable);
    }),
    { numRuns: 300 },
  );
});

test("no text of the data adds a line to a plan", () => {
  fc.assert(
    fc.property(hostileText, value, simpleValue, (text, before, after) => {
      expect(planLines(text, before, after)).toHaveLength(planLines("task/1.1", "pending", "completed").length);
    }),
    { numRuns: 300 },
  );
});

test("of two mappings, each member takes one line at most", () => {
  fc.assert(
    fc.property(mapping, mapping, (before, after) => {
      const lines = differenceLines("metadata", before, after);
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, Object.keys({ ...before, ...after }).length));
      expect(lines.filter((line) => line.includes("\n"))).toEqual([]);
    }),
  );
});

test("escaping leaves printable text alone", () => {
  expect(escapeControls("Layer 1 Data Sentinel: «ENUM» → 守護者")).toBe("Layer 1 Data Sentinel: «ENUM» → 守護者");
});

function planLines(text: string, before: Json, after: Json): string[] {
  return renderPlan({ plan: hostilePlan(text, before, after), databaseLine: text, now }).split("\n");
}

function everyText(text: string, before: Json, after: Json): string[] {
  const plan = hostilePlan(text, before, after);
  const view = { plan, databaseLine: text, gitLine: text, now };
  const node = { address: text, name: text, status: text };
  const times = { observed_at: text, recorded_at: text, recorded_by: text };
  const unmet = { fact: text, name: text, declared: before, configured: text, running: after, observed_at: text };
  const machine: MachineReport = {
    node: text,
    address: text,
    observed_at: text,
    unmet: [
      { ...unmet, state: "pending_restart" },
      { ...unmet, state: "unverified" },
    ],
    pending_restart: 0,
    unreachable: [],
  };
  return [
    ...copyTexts(text),
    renderPlan(view),
    renderPlanMarkdown(view),
    renderPlanGithub(view),
    renderDrift({
      databaseLine: text,
      drift: plan.drift,
      conflicts: plan.conflicts,
      appliedBy: new Map([[text, text]]),
      machines: [machine],
      now,
    }),
    machinesText([{ ...machineStatus(machine), unreachable: [text] }], { now }),
    renderFacts([{ node: text, fact: text, value: { [text]: text, note: text }, source: text, ...times }], { now }),
    renderFindings({ findings: plan.findings, fileCount: 1 }),
    renderFindingsGithub(plan.findings),
    renderFindingsJunit({ findings: plan.findings, files: [text] }),
    renderShow({
      address: text,
      kind: text,
      source: text,
      fields: [
        { field: text, declared: before, applied: after, live: before, known_to: ["declared", "applied", "live"] },
      ],
    }),
    renderBlame({
      address: text,
      now,
      entries: [{ field: text, value: after, apply_id: text, commit: text, actor: text, application: text, at: text }],
    }),
    renderHistory({
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
          apply_id: null,
          commit: text,
          reason: text,
        },
      ],
    }),
    renderGraphTree({ nodes: [node], edges: [{ from: text, to: text, relation: "depends_on" }] }),
    renderGraphMermaid({ nodes: [node], edges: [] }),
    renderExplainedCode({ code: text, title: text, explanation: text, fix: text }),
    renderDoctor([{ name: text, status: "fail", detail: text, fix: text }]),
    renderEdits([{ file: text, before: null, after: text }], undefined),
  ];
}

function hostilePlan(text: string, before: Json, after: Json): Plan {
  const subject = { address: text, kind: text };
  return {
    ...emptyPlan,
    changes: [
      {
        ...subject,
        action: "update",
        movedFrom: text,
        before: { name: before },
        after: { name: after },
        effects: [{ field: text, effect: "stamp" }],
        fields: [{ field: text, before, after }],
        reason: "declared",
        source: { file: text, line: 1 },
      },
    ],
    drift: [
      {
        ...subject,
        action: "changed",
        decision: "kept",
        fields: [{ field: text, applied: before, live: after }],
        changedBy: text,
        application: text,
        changedAt: text,
      },
    ],
    conflicts: [
      {
        ...subject,
        fields: [{ field: text, declared: before, applied: after, live: before }],
        message: text,
      },
    ],
    gates: [{ code: text as Code, address: text, because: [], message: text }],
    findings: [{ severity: "error", code: text as Code, message: text, file: text, line: 1, column: 1, address: text }],
    approvals: [{ persona: text, rule: text, distinct: false, addresses: [text, text] }],
  };
}

/** What is said of files outside the repository, whose names are anybody's. */
function copyTexts(text: string): string[] {
  const copy = { target: text, source: text, group: text, node: text, sha256: text, size: 60_000_000, stamp: text };
  const going = { copies: 1, bytes: 1, present: 1, conflicts: 1, git_bytes: 1, large: 1 };
  const staying = { duplicates: 1, hard_links: 1, skipped: 1, copied: 1, links: 1, no_content: 1, unplaced: 1 };
  const counts = { ...going, ...staying, hostile: 1 };
  const view: CopyPlanView = {
    plan: {
      group: text,
      node: text,
      copies: [copy],
      passed: [{ source: text, because: "duplicate", detail: text }],
      conflicts: [{ target: text, sources: [text], because: text }],
      present: [text],
      ignored: [text],
    },
    file: { plan_id: text, approvals_required: [{ persona: text, rule: text, distinct: false, addresses: [text] }] },
    counts,
    isAdvisory: true,
  };
  const seen = { files: 1, bytes: 1, added: 1, changed: 1, unchanged: 1, gone: 1, read: 1, vanished: 1, problems: 1 };
  const compared = { files: 1, unique: 1, duplicates: 1, registered: 1, sets: 1, duplicate_bytes: 1, hard_links: 1 };
  const executed = { planned: 1, copied: 1, bytes: 1, present: 1, skipped: 1, refused: 1, failed: 1, losses: 1 };
  return [
    renderInventory({
      groups: [text],
      elsewhere: [text],
      counts: { ...seen, duration_ms: 1 },
      problems: [{ path: text, problem: "unreadable", detail: "EACCES" }],
    }),
    renderDedup({
      groups: [text],
      counts: { ...compared, empty: 1, not_compared: 1, near: 1 },
      sets: [{ sha256: text, size: 1, kept: text, is_registered: true, duplicates: [text, text] }],
      near: [{ left: text, right: text, similarity: 0.9 }],
    }),
    renderCopyPlan(view),
    renderCopyPlan({ ...view, plan: { ...view.plan, conflicts: [] } }),
    copyPlanMarkdown(view),
    renderExecution({
      plan_id: text,
      counts: { ...executed, duration_ms: 1 },
      problems: [{ source: text, target: text, outcome: "failed", because: text }],
      losses: [{ target: text, lost: [text] }],
    }),
    renderLeft({
      counts: { files: 1, bytes: 1, unsure: 1 },
      left: [{ source: text, kept: text, size: 1 }],
      unsure: [{ source: text, because: text }],
    }),
  ];
}
