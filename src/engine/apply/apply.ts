import type { Answer } from "../../model/answer.ts";
import { deedOf } from "../../model/deed.ts";
import { Failure } from "../../model/failure.ts";
import type { ApplyOutput } from "../../model/output/apply.ts";
import type { Plan } from "../../model/plan.ts";
import type { PlanFile } from "../../model/plan-file.ts";
import type { PlanOptions } from "../../plan/assemble.ts";
import { policyInForce } from "../../plan/policy.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { lockTables, writeApplied } from "../../postgres/rows/write.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { readAgreement } from "../plan/agreement.ts";
import { decide } from "../plan/decide.ts";
import { planOutput } from "../plan/make-plan.ts";
import { findPlan, savePlan } from "../plan/plan-store.ts";
import { type Proposal, type Standing, withProposal } from "../plan/proposal.ts";
import { checkOverrides, refuseClosed, refuseStale } from "./checks.ts";
import { acquireApplyLock } from "./lock.ts";
import { outcomeOf, refusedUnseen } from "./outcome.ts";
import type { ApplyRequest, Attempted, Order } from "./request.ts";
import { writePlan } from "./write.ts";

/**
 * Makes the rows what the documents say: one transaction holds rows, applied state and audit.
 * Refusals are problems of the answer: exit 3 consent, gate or conflict; 4 stale; 5 locked; 6 database.
 */
export async function apply(workspace: Workspace, request: ApplyRequest): Promise<Answer<ApplyOutput>> {
  const actor = await workspace.actor();
  try {
    const saved = await savedPlan(workspace, request.plan);
    const demand = { options: saved ? optionsOf(saved) : request.options, explained: !request.approved };
    return await withProposal(workspace, "write", demand, async (proposal, standing) => {
      const order = { request, saved, planId: saved?.plan_id ?? proposal.plan.planId, actor };
      return outcomeOf(workspace, proposal, order, await attempted(standing, proposal, order));
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return refusedUnseen(error, { actor, dryRun: request.dryRun ?? false });
  }
}

/** What was refused before anything is on record, by v7 or by the server, is a problem like any other. */
async function attempted(standing: Standing, proposal: Proposal, order: Order): Promise<Attempted> {
  try {
    return await carryOut(standing, proposal, order);
  } catch (error) {
    const explained = await explainRefusal(standing.workspace.kinds, standing.connection, error);
    if (explained instanceof Failure) return { applyId: null, written: null, problem: explained };
    throw explained;
  }
}

async function carryOut(standing: Standing, proposal: Proposal, order: Order): Promise<Attempted> {
  const { request } = order;
  const { plan } = proposal;
  refuseAnother(order, plan);
  refuseExpired(standing.workspace, proposal, order);
  checkOverrides(proposal, request);
  if (plan.changes.length === 0 && plan.conflicts.length === 0) return applyNothing(standing, proposal, order);
  if (!request.approved && !request.dryRun) await requireConsent(standing, proposal, request);
  return writePlan(standing, proposal, order);
}

/** A plan that was named: saved here, else kept in the database; undefined when it is nowhere, or none was named. */
async function savedPlan(workspace: Workspace, reference: string | undefined): Promise<PlanFile | undefined> {
  if (reference === undefined) return undefined;
  const file = (await findPlan(workspace, reference)) ?? (await keptPlan(workspace, reference));
  const deed = deedOf(file?.resource_changes ?? []);
  if (file === undefined || deed === undefined) return file;
  throw new Failure("V7-K011", `this is a plan of ${deed.of}, which apply does not carry out`, {
    next: [`${deed.carriedOutBy} ${file.plan_id.slice(0, 6)} --approved`],
  });
}

/** Wrong documents are told before a missing server. */
async function keptPlan(workspace: Workspace, reference: string): Promise<PlanFile | undefined> {
  try {
    return await withConnection(workspace, "write", (connection) => findPlan(workspace, reference, connection));
  } catch (error) {
    await readValidState(workspace);
    throw error;
  }
}

function optionsOf(file: PlanFile): PlanOptions {
  return { targets: file.targets, reverts: file.reverts, forcedConflicts: file.forced_conflicts };
}

/** An id that nobody kept may be the one that planning gives now: the same change has the same id everywhere. */
function refuseAnother({ request: { plan: reference }, saved }: Order, { planId }: Plan): void {
  if (reference === undefined || saved || planId.startsWith(reference)) return;
  throw new Failure("V7-P014", `no plan begins with ${reference}, and planning now gives another one`, {
    next: ["v7 plan"],
  });
}

/** Policy says how long a saved plan stays good. */
function refuseExpired({ kinds, now }: Workspace, { world }: Proposal, { saved }: Order): void {
  if (saved === undefined) return;
  const { planLifetimeMs } = policyInForce(kinds, world);
  const made = saved.created_at;
  if (planLifetimeMs === undefined || now().getTime() - Date.parse(made) <= planLifetimeMs) return;
  throw new Failure("V7-P033", `the plan was made ${made}, longer ago than Policy's planTtl; nothing written`, {
    next: ["v7 plan"],
  });
}

/** Nothing to write: the applied state may still need to learn what the rows already hold. No audit, no serial. */
async function applyNothing(standing: Standing, proposal: Proposal, { saved, request }: Order): Promise<Attempted> {
  const { plan } = proposal;
  const { connection } = standing;
  if (saved) await inTransaction(connection, { mode: "read" }, () => refuseStale(connection, saved, plan));
  if (plan.records.length > 0 && !request.dryRun) await learnRows(standing, proposal, request);
  return { applyId: null, written: { summary: plan.summary, approvals: [], unapproved: [] }, problem: null };
}

async function learnRows(
  { workspace, connection }: Standing,
  { plan, state }: Proposal,
  { lockTimeoutMs }: ApplyRequest,
): Promise<void> {
  const { kinds } = workspace;
  await inTransaction(connection, { mode: "write" }, async () => {
    await acquireApplyLock(workspace, connection, { waitMs: lockTimeoutMs });
    await lockTables(connection, kinds, lockTimeoutMs);
    const again = decide(workspace, { state, world: await readWorld(connection, kinds) }, plan);
    if (again.changes.length === 0) await writeApplied(connection, kinds, again.records);
  });
}

/** Asks a person, but never about a plan that would be refused anyway. */
async function requireConsent(standing: Standing, proposal: Proposal, request: ApplyRequest): Promise<void> {
  const { workspace } = standing;
  refuseClosed(workspace, proposal, request);
  if (request.consent) {
    const agreement = await readAgreement(standing, proposal);
    if (await request.consent(planOutput(workspace, proposal, agreement))) return;
    throw new Failure("V7-P002", "not approved, nothing written");
  }
  await savePlan(workspace, proposal.file);
  const id = proposal.plan.planId.slice(0, 6);
  throw new Failure("V7-P002", "nobody approved the plan, nothing written", {
    next: [`v7 show ${id}`, `v7 apply ${id} --approved`],
  });
}
