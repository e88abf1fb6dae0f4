import { readSubject, type Revision } from "../git/repository.ts";
import type { GivenApproval } from "../model/approval.ts";
import { exitCodes, Failure } from "../model/failure.ts";
import type { Plan, PlanSummary } from "../model/plan.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { PlanOptions } from "../plan/assemble.ts";
import type { PlanFile } from "../plan/plan-file.ts";
import { policyInForce } from "../plan/policy.ts";
import type { Connection } from "../postgres/connection.ts";
import { observe } from "../postgres/rows/observe.ts";
import { lockTables, writeRecords, writeRows } from "../postgres/rows/write.ts";
import { CommitUnknown, inTransaction } from "../postgres/transaction.ts";
import { explainRefusal } from "./apply-errors.ts";
import { admit, checkApprovals } from "./approval-check.ts";
import {
  appliedBy,
  type Attempt,
  beginAttempt,
  closeOrphans,
  endAttempt,
  insertAttempt,
  keepPlan,
  sealAttempt,
  wasCommitted,
} from "./attempt.ts";
import { acquireApplyLock } from "./apply-lock.ts";
import { checkCheckout, checkGates, checkMassDelete, checkOverrides, checkUnchanged } from "./apply-checks.ts";
import { decide, type PlanAtHand, type PlannedChanges, withPlan } from "./plan.ts";
import { findPlan, savePlan } from "./plan-store.ts";
import { retryContended } from "./retry.ts";
import type { DeclaredState } from "./state.ts";
import { withConnection, type Workspace } from "./workspace.ts";

export interface ApplyRequest {
  /** A plan file or an id prefix; absent: plan now and apply that. */
  readonly plan?: string;
  readonly options: PlanOptions;
  /** Consent given beforehand: `--approved`. */
  readonly approved: boolean;
  /** Asks a person at a terminal; absent where nobody can be asked. */
  readonly confirm?: (planned: PlannedChanges) => Promise<boolean>;
  /** How many removals of one kind are meant. */
  readonly allowMassDelete?: number;
  /** How long to wait for another apply; 0 gives up at once. */
  readonly lockTimeoutMs: number;
  /** Why, for the audit; the commit's subject when absent. */
  readonly reason?: string;
  /** Codes of closed gates to go through nevertheless; recorded with the reason. */
  readonly overrides?: readonly string[];
  /** Carries everything out and rolls it back: nothing stays, so nobody is asked. */
  readonly dryRun?: boolean;
}

export interface ApplyOutcome {
  /** Absent when there was nothing to apply, and after a dry run. */
  readonly applyId?: string;
  readonly dryRun: boolean;
  /** The approvals that counted. */
  readonly approvals: readonly GivenApproval[];
  readonly planned: PlannedChanges;
  readonly summary: PlanSummary;
  readonly database: string;
  readonly revision: Revision;
}

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
      return await applyChanges(workspace, found, { request, planned: found.planned, expectedPlanId, saved });
    } catch (error) {
      const explained = await explainRefusal(workspace, found.connection, error);
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
  return findPlan(workspace, plan, connection);
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

function optionsIn({ targets, reverts, forcedConflicts }: Plan): PlanOptions {
  return { targets, reverts, forcedConflicts };
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
      await lockTables(connection, workspace.registry, lockTimeoutMs);
      const plan = decide(workspace, state, await observe(connection, workspace.registry), optionsIn(planned.plan));
      if (plan.changes.length === 0) await writeRecords(connection, workspace.registry, plan.records);
    });
  }
  return outcomeOf(planned, planned.plan.summary, { dryRun });
}

function outcomeOf(
  planned: PlannedChanges,
  summary: PlanSummary,
  rest: { readonly applyId?: string; readonly dryRun?: boolean; readonly approvals?: readonly GivenApproval[] },
): ApplyOutcome {
  const { database, revision } = planned;
  return { planned, summary, database, revision, dryRun: false, approvals: [], ...rest };
}

/** Policy says how long a saved plan stays good. */
function refuseExpired(workspace: Workspace, { snapshot }: PlanAtHand, { created_at: createdAt }: PlanFile): void {
  const { planLifetimeMs } = policyInForce(workspace.registry, snapshot);
  if (planLifetimeMs === undefined || workspace.now().getTime() - Date.parse(createdAt) <= planLifetimeMs) return;
  throw new Failure("V7-P033", `the plan was made ${createdAt}, longer ago than Policy's planTtl; nothing written`, {
    exitCode: exitCodes.refused,
    next: ["v7 plan"],
  });
}

/** Asks a person, but never about a plan that would be refused anyway. */
async function requireConsent(
  workspace: Workspace,
  request: ApplyRequest,
  { planned, state, snapshot }: PlanAtHand,
): Promise<void> {
  const { plan } = planned;
  checkGates(plan, request.overrides ?? []);
  checkCheckout(workspace, planned.checkout, request.overrides ?? []);
  checkMassDelete(plan, snapshot, state, request.allowMassDelete);
  if (request.confirm) {
    if (await request.confirm(planned)) return;
    throw new Failure("V7-P002", "not approved, nothing written", { exitCode: exitCodes.refused });
  }
  await savePlan(workspace, planned.file);
  const id = plan.planId.slice(0, 6);
  throw new Failure("V7-P002", "nobody approved the plan, nothing written", {
    exitCode: exitCodes.refused,
    next: [`v7 show ${id}`, `v7 apply ${id} --approved`],
  });
}

interface Consented {
  readonly request: ApplyRequest;
  readonly planned: PlannedChanges;
  readonly expectedPlanId: string;
  readonly saved: PlanFile | undefined;
}

async function applyChanges(
  workspace: Workspace,
  { connection, state }: PlanAtHand,
  consented: Consented,
): Promise<ApplyOutcome> {
  const { request, planned } = consented;
  const { revision } = planned;
  const reason = await reasonOf(workspace, request, revision);
  const actor = await workspace.actor();
  const attempt: Attempt = {
    planId: consented.expectedPlanId,
    actor,
    revision,
    version: workspace.version,
    overrides: request.overrides ?? [],
    ...(reason === undefined ? {} : { reason }),
  };
  if (request.dryRun) return rehearse(workspace, connection, state, consented, attempt);
  const applyId = await beginAttempt(connection, attempt);
  // Ctrl-C must not wait for a lock or a long statement: without its client the server rolls back.
  const hangUp = (): void => void connection.end();
  workspace.signal.addEventListener("abort", hangUp, { once: true });
  const write = (): Promise<Written> =>
    inTransaction(connection, { mode: "write" }, () =>
      writeAll(workspace, connection, state, consented, { applyId, reason }),
    );
  const written = await retryContended(write).catch(async (error: unknown) => {
    if (error instanceof CommitUnknown) return afterLostCommit(workspace, applyId, planned, error);
    const explained = await explainRefusal(workspace, connection, error);
    await recordRefusal(workspace, connection, { applyId, file: planned.file, actor }, explained);
    throw explained instanceof Failure ? explained.withKnown({ apply_id: applyId }) : explained;
  });
  workspace.signal.removeEventListener("abort", hangUp);
  // The rows are written; whether the attempt's row says so at once changes nothing: the next apply closes it.
  await endAttempt(connection, applyId, { status: "applied" }).catch(() => undefined);
  return outcomeOf(planned, written.summary, { applyId, approvals: written.approvals });
}

/** Everything an apply does, and then ROLLBACK: the attempt's own row goes with it. */
async function rehearse(
  workspace: Workspace,
  connection: Connection,
  state: DeclaredState,
  consented: Consented,
  attempt: Attempt,
): Promise<ApplyOutcome> {
  const { reason } = attempt;
  try {
    const { summary, approvals } = await inTransaction(connection, { mode: "write", rehearsal: true }, async () => {
      const applyId = await insertAttempt(connection, attempt);
      return writeAll(workspace, connection, state, consented, { applyId, reason });
    });
    return outcomeOf(consented.planned, summary, { dryRun: true, approvals });
  } catch (error) {
    throw await explainRefusal(workspace, connection, error);
  }
}

/** As the audit keeps it: the commit's subject when nobody gave one. */
async function reasonOf(
  { redactor, repository }: Workspace,
  { reason }: ApplyRequest,
  { commit }: Revision,
): Promise<string | undefined> {
  const given = reason ?? (commit === undefined ? undefined : await readSubject(repository, commit));
  return given === undefined ? undefined : redactor.text(given);
}

/** A plan that comes out differently now is not applied; one that was applied already is told apart. */
async function refuseStale(connection: Connection, expected: PlanFile, actual: Plan): Promise<void> {
  if (expected.plan_id !== actual.planId)
    checkUnchanged(expected, actual, await appliedBy(connection, expected.plan_id));
}

/** What an apply wrote, and who had agreed to it. */
interface Written {
  readonly summary: PlanSummary;
  readonly approvals: readonly GivenApproval[];
}

/** The one place that writes rows. Everything is decided again under locks, and must come out the same. */
async function writeAll(
  workspace: Workspace,
  connection: Connection,
  state: DeclaredState,
  consented: Consented,
  { applyId, reason }: { readonly applyId: string; readonly reason: string | undefined },
): Promise<Written> {
  const { registry } = workspace;
  const { request, planned } = consented;
  await acquireApplyLock(workspace, connection, { applyId, waitMs: request.lockTimeoutMs });
  await lockTables(connection, registry, request.lockTimeoutMs);
  await closeOrphans(connection, applyId);
  const snapshot = await observe(connection, registry);
  const plan = await decideAgain(workspace, connection, state, snapshot, consented);
  const approvals = await admit(connection, applyId);
  await checkApprovals(workspace, { plan, snapshot, state, revision: planned.revision }, approvals);
  workspace.signal.throwIfAborted();
  await connection.query("SELECT set_config('v7.reason', $1, true)", [reason ?? ""]);
  await writeRows(connection, registry, plan.changes, snapshot.live);
  await writeRecords(connection, registry, plan.records);
  await sealAttempt(connection, applyId, {
    plan,
    file: planned.file,
    serial: snapshot.serial,
    revision: planned.revision,
    project: workspace.config.project,
    approvals,
  });
  workspace.signal.throwIfAborted();
  return { summary: plan.summary, approvals };
}

/** The plan as it comes out under the locks: the one that was agreed to, with open gates, or nothing is written. */
async function decideAgain(
  workspace: Workspace,
  connection: Connection,
  state: DeclaredState,
  snapshot: Snapshot,
  { request, planned, expectedPlanId, saved }: Consented,
): Promise<Plan> {
  const plan = decide(workspace, state, snapshot, optionsIn(planned.plan));
  if (plan.planId !== expectedPlanId) await refuseStale(connection, saved ?? planned.file, plan);
  checkGates(plan, request.overrides ?? []);
  checkCheckout(workspace, planned.checkout, request.overrides ?? []);
  checkMassDelete(plan, snapshot, state, request.allowMassDelete);
  return plan;
}

/** The connection broke while COMMIT was on its way: the attempt's own row tells what happened. */
async function afterLostCommit(
  workspace: Workspace,
  applyId: string,
  planned: PlannedChanges,
  error: CommitUnknown,
): Promise<Written> {
  const committed = await withConnection(workspace, "write", (connection) => wasCommitted(connection, applyId)).catch(
    () => undefined,
  );
  if (committed === true) return { summary: planned.plan.summary, approvals: [] };
  const outcome = committed === false ? "nothing was written" : "whether it was written is not known yet";
  throw new Failure("V7-P008", `the connection broke during commit; ${outcome}`, {
    exitCode: exitCodes.unavailable,
    cause: error,
    known: { apply_id: applyId },
    next: [`v7 history shows apply ${applyId.slice(0, 6)}`],
  });
}

/** Best effort: the refusal itself is what the person must hear. */
async function recordRefusal(
  workspace: Workspace,
  connection: Connection,
  attempt: { readonly applyId: string; readonly file: PlanFile; readonly actor: string },
  error: unknown,
): Promise<void> {
  const isRefusal =
    error instanceof Failure && error.exitCode !== exitCodes.error && error.exitCode !== exitCodes.unavailable;
  const because =
    error instanceof Failure ? workspace.redactor.text(`${error.message} [${error.code}]`) : "an unexpected error";
  const record = async (open: Connection): Promise<void> => {
    await endAttempt(open, attempt.applyId, { status: isRefusal ? "refused" : "failed", because });
    if (isRefusal) await keepPlan(open, workspace.redactor.sealed(attempt.file), attempt);
  };
  try {
    await (connection.lost ? withConnection(workspace, "write", record) : record(connection));
  } catch {
    // The next apply closes the attempt.
  }
}
