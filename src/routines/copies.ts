import { execute } from "../consolidate/copy/execute.ts";
import { countsOf, planGroup, recordPlanned } from "../consolidate/copy/make-plan.ts";
import { changesOf, conflictsOf, copiesOf } from "../consolidate/copy/manifest.ts";
import type { CopyPlan } from "../consolidate/copy/plan-copies.ts";
import { type Admitted, admitDeed, keepSealed, sealDeed } from "../engine/approvals/sealed-plan.ts";
import { writePlanFile } from "../engine/plan/plan-store.ts";
import { type Answer, answer } from "../model/answer.ts";
import { deeds } from "../model/deed.ts";
import { Failure } from "../model/failure.ts";
import type { ConsolidateExecuteOutput } from "../model/output/consolidate-execute.ts";
import type { ConsolidatePlanOutput, CopyPlanCounts } from "../model/output/consolidate-plan.ts";
import type { PlanFile } from "../model/plan-file.ts";
import type { Workspace } from "../workspace/workspace.ts";

export interface CopyPlanRequest {
  /** A source group of this machine. */
  readonly group: string;
  /** Where the plan is written, beside what is kept of it; absent: nowhere. */
  readonly outputFile?: string | undefined;
}

/** Plans a group and seals the plan; one without conflicts is kept, so that it can be approved and executed. */
export async function makeCopyPlan(
  workspace: Workspace,
  { group, outputFile }: CopyPlanRequest,
): Promise<Answer<ConsolidatePlanOutput>> {
  const plan = await planGroup(workspace, group);
  const counts = countsOf(plan);
  const file = await sealPlan(workspace, plan, counts);
  if (plan.conflicts.length === 0 && plan.copies.length > 0) {
    await keepSealed(workspace, file);
    await recordPlanned(workspace, plan);
  }
  if (outputFile !== undefined) await writePlanFile(workspace, outputFile, file);
  const output: ConsolidatePlanOutput = {
    plan_id: file.plan_id,
    group: plan.group,
    files: outputFile === undefined ? [] : [outputFile],
    counts,
    conflicts: plan.conflicts,
    approvals_required: file.approvals_required,
    node: plan.node,
    advisory: !workspace.database.separatesLogins,
    copies: plan.copies,
    passed: plan.passed,
  };
  return answer(output, plan.conflicts.length === 0 ? null : inConflict(plan));
}

function sealPlan(workspace: Workspace, plan: CopyPlan, counts: CopyPlanCounts): Promise<PlanFile> {
  const { group, node, passed, present, ignored } = plan;
  return sealDeed(workspace, {
    changes: changesOf(plan.copies),
    conflicts: conflictsOf(plan),
    detail: {
      group,
      node,
      counts: { ...counts },
      passed: passed.map((entry) => ({ ...entry })),
      present,
      ignored,
    },
  });
}

function inConflict({ conflicts, group }: CopyPlan): Failure {
  const count = `${conflicts.length} target${conflicts.length === 1 ? " is" : "s are"} in conflict`;
  return new Failure("V7-K013", `${count}; this plan cannot be executed`, {
    next: [`settle them by overrides of sourcegroup/${group}, then: v7 consolidate plan ${group} -o FILE.json`],
  });
}

export interface ExecuteCopiesRequest {
  /** A plan file or an id prefix. */
  readonly plan: string;
  readonly approved: boolean;
}

/** Executes a plan that may be executed now, as it is; files that were not copied are the answer's problem. */
export async function executeCopies(
  workspace: Workspace,
  { plan, approved }: ExecuteCopiesRequest,
): Promise<Answer<ConsolidateExecuteOutput>> {
  const admitted = await admitDeed(workspace, { deed: deeds.Copy, plan, approved });
  const output = await execute(workspace, {
    planId: admitted.plan.planId,
    copies: copiesOf(admitted.plan.changes),
    consent: consentOf(admitted, await workspace.actor()),
    documents: admitted.documents,
  });
  if (workspace.signal.aborted) return answer(output, interrupted(output));
  return answer(output, output.problems.length === 0 ? null : incomplete(output));
}

/** Where nobody's approval is asked for, the flag is the consent of whoever gave it. */
function consentOf({ plan, approvals }: Admitted, actor: string): { readonly by: string; readonly at: string | null } {
  const asked = new Set(plan.approvals.map(({ persona }) => persona));
  const counted = approvals.filter(({ persona }) => asked.has(persona));
  const [first] = counted;
  if (first === undefined) return { by: actor, at: null };
  return { by: [...new Set(counted.map(({ approved_by }) => approved_by))].join(", "), at: first.approved_at };
}

function interrupted({ plan_id: id, counts }: ConsolidateExecuteOutput): Failure {
  const home = counts.copied + counts.present;
  return new Failure("V7-K020", `interrupted: ${home} of ${counts.planned} files are home, and no other is begun`, {
    next: [`v7 consolidate execute ${id.slice(0, 6)} --approved`],
  });
}

function incomplete({ plan_id: id, counts, problems }: ConsolidateExecuteOutput): Failure {
  const isFull = problems.some(({ because }) => because === "ENOSPC" || because === "EDQUOT");
  const again = `v7 consolidate execute ${id.slice(0, 6)} --approved`;
  const home = counts.copied + counts.present;
  return new Failure("V7-K017", `${home} of ${counts.planned} files are home; not copied: ${problems.length}`, {
    next: [
      ...(isFull ? [`make room, then: ${again}`] : []),
      ...(counts.refused + counts.failed > 0 && !isFull ? [`settle what is in the way, then: ${again}`] : []),
      ...(counts.skipped > 0 ? ["what changed: v7 consolidate inventory, then plan again"] : []),
    ],
  });
}
