import { type Answer, answer } from "../../model/answer.ts";
import { findingRows } from "../../model/finding.ts";
import type { Failure } from "../../model/failure.ts";
import type { ApplyOutput } from "../../model/output/apply.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Proposal } from "../plan/proposal.ts";
import type { Attempted, Order } from "./request.ts";

/** What is told of an attempt: how it ended, and what it was about. */
export function outcomeOf(
  { repository }: Workspace,
  { plan, file, checkout, advice }: Proposal,
  { request, planId, actor }: Order,
  { applyId, written, problem }: Attempted,
): Answer<ApplyOutput> {
  const dryRun = request.dryRun ?? false;
  const output: ApplyOutput = {
    apply_id: applyId,
    plan_id: planId,
    status: problem === null ? (dryRun ? "rolled_back" : "applied") : statusOf(problem),
    summary: written?.summary ?? plan.summary,
    because: problem?.message ?? null,
    dry_run: dryRun,
    approvals: written?.approvals ?? [],
    unapproved: written?.unapproved ?? [],
    database: file.database.name,
    git: repository.isGit ? file.git : null,
    actor,
    rows: plan.changes.length,
    findings: findingRows(plan.changes.length === 0 ? [] : [...checkout, ...advice]),
    drift_kept: plan.drift.filter(({ decision }) => decision === "kept").length,
  };
  return answer(output, problem);
}

/** What was refused before there was a plan. */
export function refusedUnseen(
  problem: Failure,
  { actor, dryRun }: { readonly actor: string; readonly dryRun: boolean },
): Answer<ApplyOutput> {
  const known = { status: statusOf(problem), because: problem.message, dry_run: dryRun, actor };
  const unknown = {
    apply_id: null,
    plan_id: null,
    summary: null,
    approvals: [],
    unapproved: [],
    database: null,
    git: null,
  };
  return answer({ ...unknown, ...known, rows: 0, drift_kept: 0, findings: [] }, problem);
}

/** Refused by a rule that somebody can satisfy, or failed because something broke. */
function statusOf({ exit }: Failure): "refused" | "failed" {
  return exit === "error" || exit === "unavailable" ? "failed" : "refused";
}
