import type { ConsolidatePlanOutput } from "../../../src/model/output/consolidate-plan.ts";
import { renderDedup, renderExecution, renderInventory, renderLeft } from "../../../src/render/consolidate.ts";
import { copyPlanMarkdown } from "../../../src/render/plan/copy-plan-markdown.ts";
import { renderCopyPlan } from "../../../src/render/plan/copy-plan-text.ts";
import type { Rendering } from "./hostile-world.ts";

const seen = { files: 1, bytes: 1, added: 1, changed: 1, unchanged: 1, gone: 1, read: 1, vanished: 1, problems: 1 };
const compared = { files: 1, unique: 1, duplicates: 1, registered: 1, sets: 1, duplicate_bytes: 1, hard_links: 1 };
const executed = {
  planned: 1,
  copied: 1,
  bytes: 1,
  present: 1,
  swept: 1,
  skipped: 1,
  refused: 1,
  failed: 1,
  losses: 1,
};

/** Renderers of files outside the repository, whose names are anybody's; by their names. */
export const renderingsOfCopies: { readonly [renderer: string]: Rendering } = {
  renderInventory: (text) =>
    renderInventory({
      groups: [text],
      elsewhere: [text],
      counts: { ...seen, duration_ms: 1 },
      problems: [{ path: text, problem: "unreadable", detail: "EACCES" }],
    }),
  renderDedup: (text) =>
    renderDedup({
      groups: [text],
      counts: { ...compared, empty: 1, not_compared: 1, near: 1 },
      sets: [{ sha256: text, size: 1, kept: text, is_registered: true, duplicates: [text, text] }],
      near: [{ left: text, right: text, similarity: 0.9 }],
    }),
  renderCopyPlan: (text) => {
    const planned = copyPlan(text);
    return [renderCopyPlan(planned), renderCopyPlan({ ...planned, conflicts: [] })];
  },
  copyPlanMarkdown: (text) => copyPlanMarkdown(copyPlan(text)),
  renderExecution: (text) =>
    renderExecution({
      plan_id: text,
      counts: { ...executed, duration_ms: 1 },
      problems: [{ source: text, target: text, outcome: "failed", because: text }],
      losses: [{ target: text, lost: [text] }],
    }),
  renderLeft: (text) =>
    renderLeft({
      counts: { files: 1, bytes: 1, unsure: 1 },
      left: [{ source: text, kept: text, size: 1, lost: [text] }],
      unsure: [{ source: text, because: text }],
    }),
};

function copyPlan(text: string): ConsolidatePlanOutput {
  const copy = { target: text, source: text, group: text, node: text, sha256: text, size: 60_000_000, stamp: text };
  const going = { copies: 1, bytes: 1, present: 1, conflicts: 1, git_bytes: 1, large: 1 };
  const staying = { duplicates: 1, hard_links: 1, skipped: 1, copied: 1, links: 1, no_content: 1, unplaced: 1 };
  return {
    plan_id: text,
    group: text,
    files: [text],
    counts: { ...going, ...staying, hostile: 1 },
    conflicts: [{ target: text, sources: [text], because: text }],
    approvals_required: [{ persona: text, rule: text, distinct: false, addresses: [text] }],
    node: text,
    advisory: true,
    copies: [copy],
    passed: [{ source: text, because: "duplicate", detail: text }],
  };
}
