import { Failure } from "../../model/failure.ts";
import { copyKind, type Plan } from "../../model/plan.ts";
import type { PlanOptions } from "../../plan/assemble.ts";
import type { PlanFile } from "../../plan/plan-file.ts";
import { policyInForce } from "../../plan/policy.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { lockTables, writeApplied } from "../../postgres/rows/write.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { checkCheckout, checkGates, checkMassDelete, checkOverrides, refuseStale } from "./checks.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { acquireApplyLock } from "./lock.ts";
import { type ApplyOutcome, type ApplyRequest, outcomeOf } from "./request.ts";
import { decide, type PlanAtHand, withPlan } from "../plan/make-plan.ts";
import { findPlan, savePlan } from "../plan/plan-store.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { writePlan } from "./write.ts";

/**
 * Makes the rows what the documents say: one transaction holds rows, applied state and audit.
 * Refusals are Failures: 3 consent, gate or conflict; 4 stale; 5 locked; 6 database.
 */
export async function apply(workspace: Workspace, request: ApplyRequest): Promise<ApplyOutcome> {
  let saved: PlanFile | undefined;
  const options = async (connection: Connection): Promise<PlanOptions> => {
    saved = await savedPlan(workspace, connection, request);
    return saved ? optionsOf(saved) : request.options;
  };
  return withPlan(workspace, "write", { options, unseen: request.approved }, async (found) => {
    const { plan } = found.planned;
    const expectedPlanId = saved?.plan_id ?? plan.planId;
    try {
      refuseAnother(request, saved, plan);
      if (saved) refuseExpired(workspace, found, saved);
      checkOverrides(plan, found.planned.checkout, request.overrides ?? []);
      if (plan.changes.length === 0 && plan.conflicts.length === 0)
        return await applyNothing(workspace, found, saved, request);
      if (!request.approved && !request.dryRun) await requireConsent(workspace, request, found);
      return await writePlan(workspace, found, { request, planned: found.planned, expectedPlanId, saved });
    } catch (error) {
      const explained = await explainRefusal(workspace.kinds, found.connection, error);
      throw explained instanceof Failure
        ? explained.withKnown({ plan_id: expectedPlanId, summary: { ...plan.summary } })
        : explained;
    }
  });
}

async function savedPlan(
  workspace: Workspace,
  connection: Connection,
  { plan }: ApplyRequest,
): Promise<PlanFile | undefined> {
  if (plan === undefined) return undefined;
  const file = await findPlan(workspace, plan, connection);
  if (file?.resource_changes.some(({ kind }) => kind === copyKind) === true) throw ofCopies(file);
  return file;
}

function ofCopies({ plan_id: id }: PlanFile): Failure {
  return new Failure("V7-K011", "this is a plan of copies, which apply does not carry out", {
    next: [`v7 consolidate execute ${id.slice(0, 6)} --approved`],
  });
}

/** An id that nobody kept may be the one that planning gives now: the same change has the same id everywhere. */
function refuseAnother({ plan: reference }: ApplyRequest, saved: PlanFile | undefined, { planId }: Plan): void {
  if (reference === undefined || saved || planId.startsWith(reference)) return;
  throw new Failure("V7-P014", `no plan begins with ${reference}, and planning now gives another one`, {
    next: ["v7 plan"],
  });
}

function optionsOf(file: PlanFile): PlanOptions {
  return { targets: file.targets, reverts: file.reverts, forcedConflicts: file.forced_conflicts };
}

/** Nothing to write: the applied state may still need to learn what the rows already hold. No audit, no serial. */
async function applyNothing(
  workspace: Workspace,
  { connection, state, planned }: PlanAtHand,
  saved: PlanFile | undefined,
  { lockTimeoutMs, dryRun = false }: ApplyRequest,
): Promise<ApplyOutcome> {
  if (saved) await inTransaction(connection, { mode: "read" }, () => refuseStale(connection, saved, planned.plan));
  if (planned.plan.records.length > 0 && !dryRun) {
    await inTransaction(connection, { mode: "write" }, async () => {
      await acquireApplyLock(workspace, connection, { waitMs: lockTimeoutMs });
      await lockTables(connection, workspace.kinds, lockTimeoutMs);
      const plan = decide(workspace, state, await readWorld(connection, workspace.kinds), planned.plan);
      if (plan.changes.length === 0) await writeApplied(connection, workspace.kinds, plan.records);
    });
  }
  return outcomeOf(planned, planned.plan.summary, { dryRun });
}

/** Policy says how long a saved plan stays good. */
function refuseExpired(workspace: Workspace, { world }: PlanAtHand, { created_at: createdAt }: PlanFile): void {
  const { planLifetimeMs } = policyInForce(workspace.kinds, world);
  if (planLifetimeMs === undefined || workspace.now().getTime() - Date.parse(createdAt) <= planLifetimeMs) return;
  throw new Failure("V7-P033", `the plan was made ${createdAt}, longer ago than Policy's planTtl; nothing written`, {
    next: ["v7 plan"],
  });
}

/** Asks a person, but never about a plan that would be refused anyway. */
async function requireConsent(
  workspace: Workspace,
  request: ApplyRequest,
  { planned, state, world }: PlanAtHand,
): Promise<void> {
  const { plan } = planned;
  checkGates(plan, request.overrides ?? []);
  checkCheckout(workspace, planned.checkout, request.overrides ?? []);
  checkMassDelete(plan, world, state, request.allowMassDelete);
  if (request.confirm) {
    if (await request.confirm(planned)) return;
    throw new Failure("V7-P002", "not approved, nothing written");
  }
  await savePlan(workspace, planned.file);
  const id = plan.planId.slice(0, 6);
  throw new Failure("V7-P002", "nobody approved the plan, nothing written", {
    next: [`v7 show ${id}`, `v7 apply ${id} --approved`],
  });
}
