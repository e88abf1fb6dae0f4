import { readSubject, type Revision } from "../git/repository.ts";
import { exitCodes, Failure } from "../model/failure.ts";
import type { Plan, PlanSummary } from "../model/plan.ts";
import type { PlanOptions } from "../plan/assemble.ts";
import type { PlanFile } from "../plan/plan-file.ts";
import type { Connection } from "../postgres/connection.ts";
import { observe } from "../postgres/rows/observe.ts";
import { lockTables, writeRecords, writeRows } from "../postgres/rows/write.ts";
import { CommitUnknown, inTransaction } from "../postgres/transaction.ts";
import { explainRefusal } from "./apply-errors.ts";
import { appliedBy, beginAttempt, closeOrphans, endAttempt, keepPlan, sealAttempt, wasCommitted } from "./attempt.ts";
import { acquireApplyLock } from "./apply-lock.ts";
import { checkGates, checkMassDelete, checkUnchanged } from "./apply-checks.ts";
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
}

export interface ApplyOutcome {
  /** Absent when there was nothing to apply. */
  readonly applyId?: string;
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
      if (plan.changes.length === 0 && plan.conflicts.length === 0)
        return await applyNothing(workspace, found, saved, request.lockTimeoutMs);
      if (!request.approved) await requireConsent(workspace, request, found);
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
  const found = await findPlan(workspace, plan, connection);
  if (found) return found;
  throw new Failure("V7-P014", `no saved plan begins with ${plan}`, {
    next: ["v7 plan", "v7 apply --approved plans now"],
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
  lockTimeoutMs: number,
): Promise<ApplyOutcome> {
  if (saved) await inTransaction(connection, { mode: "read" }, () => refuseStale(connection, saved, planned.plan));
  if (planned.plan.records.length > 0) {
    await inTransaction(connection, { mode: "write" }, async () => {
      await acquireApplyLock(workspace, connection, { waitMs: lockTimeoutMs });
      await lockTables(connection, workspace.registry, lockTimeoutMs);
      const plan = decide(workspace, state, await observe(connection, workspace.registry), optionsIn(planned.plan));
      if (plan.changes.length === 0) await writeRecords(connection, workspace.registry, plan.records);
    });
  }
  return { planned, summary: planned.plan.summary, database: planned.database, revision: planned.revision };
}

/** Asks a person, but never about a plan that would be refused anyway. */
async function requireConsent(
  workspace: Workspace,
  request: ApplyRequest,
  { planned, state, snapshot }: PlanAtHand,
): Promise<void> {
  const { plan } = planned;
  checkGates(plan);
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
  const reason =
    request.reason ?? (revision.commit ? await readSubject(workspace.repository, revision.commit) : undefined);
  const actor = await workspace.actor();
  const attempt = { planId: consented.expectedPlanId, actor, revision, version: workspace.version };
  const applyId = await beginAttempt(connection, { ...attempt, ...(reason === undefined ? {} : { reason }) });
  // Ctrl-C must not wait for a lock or a long statement: without its client the server rolls back.
  const hangUp = (): void => void connection.end();
  workspace.signal.addEventListener("abort", hangUp, { once: true });
  const write = (): Promise<PlanSummary> => writeWithin(workspace, connection, state, consented, applyId, reason);
  const summary = await retryContended(write).catch(async (error: unknown) => {
    if (error instanceof CommitUnknown) return summaryAfterLostCommit(workspace, applyId, planned, error);
    const explained = await explainRefusal(workspace, connection, error);
    await recordRefusal(workspace, connection, { applyId, file: planned.file, actor }, explained);
    throw explained instanceof Failure ? explained.withKnown({ apply_id: applyId }) : explained;
  });
  workspace.signal.removeEventListener("abort", hangUp);
  // The rows are written; whether the attempt's row says so at once changes nothing: the next apply closes it.
  await endAttempt(connection, applyId, { status: "applied" }).catch(() => undefined);
  return { applyId, planned, summary, database: planned.database, revision };
}

/** A plan that comes out differently now is not applied; one that was applied already is told apart. */
async function refuseStale(connection: Connection, expected: PlanFile, actual: Plan): Promise<void> {
  if (expected.plan_id !== actual.planId)
    checkUnchanged(expected, actual, await appliedBy(connection, expected.plan_id));
}

/** The one place that writes rows. Everything is decided again under locks, and must come out the same. */
function writeWithin(
  workspace: Workspace,
  connection: Connection,
  state: DeclaredState,
  { request, planned, expectedPlanId, saved }: Consented,
  applyId: string,
  reason: string | undefined,
): Promise<PlanSummary> {
  const { registry } = workspace;
  return inTransaction(connection, { mode: "write" }, async () => {
    await acquireApplyLock(workspace, connection, { applyId, waitMs: request.lockTimeoutMs });
    await lockTables(connection, registry, request.lockTimeoutMs);
    await closeOrphans(connection, applyId);
    const snapshot = await observe(connection, registry);
    const plan = decide(workspace, state, snapshot, optionsIn(planned.plan));
    if (plan.planId !== expectedPlanId) await refuseStale(connection, saved ?? planned.file, plan);
    checkGates(plan);
    checkMassDelete(plan, snapshot, state, request.allowMassDelete);
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
    });
    workspace.signal.throwIfAborted();
    return plan.summary;
  });
}

/** The connection broke while COMMIT was on its way: the attempt's own row tells what happened. */
async function summaryAfterLostCommit(
  workspace: Workspace,
  applyId: string,
  planned: PlannedChanges,
  error: CommitUnknown,
): Promise<PlanSummary> {
  const committed = await withConnection(workspace, "write", (connection) => wasCommitted(connection, applyId)).catch(
    () => undefined,
  );
  if (committed === true) return planned.plan.summary;
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
  const because = error instanceof Failure ? `${error.message} [${error.code}]` : "an unexpected error";
  const record = async (open: Connection): Promise<void> => {
    await endAttempt(open, attempt.applyId, { status: isRefusal ? "refused" : "failed", because });
    if (isRefusal) await keepPlan(open, attempt.file, attempt.actor);
  };
  try {
    await (connection.lost ? withConnection(workspace, "write", record) : record(connection));
  } catch {
    // The next apply closes the attempt.
  }
}
