import { readSubject, type Revision } from "../../git/repository.ts";
import type { GivenApproval } from "../../model/approval.ts";
import { exitCodes } from "../../model/codes/exits.ts";
import { Failure } from "../../model/failure.ts";
import type { Plan, PlanSummary } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import type { PlanFile } from "../../plan/plan-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { lockTables, writeApplied, writeRows } from "../../postgres/rows/write.ts";
import { CommitUnknown, inTransaction } from "../../postgres/transaction.ts";
import { checkCheckout, checkGates, checkMassDelete, refuseStale } from "./checks.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { acquireApplyLock } from "./lock.ts";
import { type ApplyOutcome, type ApplyRequest, outcomeOf } from "./request.ts";
import { admit, checkApprovals } from "../approvals/check.ts";
import {
  type Attempt,
  beginAttempt,
  closeOrphans,
  endAttempt,
  insertAttempt,
  sealAttempt,
  wasCommitted,
} from "./attempt.ts";
import { keepPlan } from "../plan/plan-store.ts";
import { decide, type PlanAtHand, type PlannedChanges } from "../plan/make-plan.ts";
import { retryContended } from "./retry.ts";
import type { DeclaredState } from "../../workspace/state.ts";
import { withConnection, workspaceFor, type Workspace } from "../../workspace/workspace.ts";

/** A plan that people agreed to, and the request that carries it out. */
export interface Consented {
  readonly request: ApplyRequest;
  readonly planned: PlannedChanges;
  readonly expectedPlanId: string;
  readonly saved: PlanFile | undefined;
}

/**
 * Writes a plan in one transaction, with an attempt beside it that tells later what happened. A dry run writes all of it
 * and rolls it back.
 */
export async function writePlan(
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
    const explained = await explainRefusal(workspace.kinds, connection, error);
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
    throw await explainRefusal(workspace.kinds, connection, error);
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
  const { kinds } = workspace;
  const { request, planned } = consented;
  await acquireApplyLock(workspace, connection, { applyId, waitMs: request.lockTimeoutMs });
  await lockTables(connection, kinds, request.lockTimeoutMs);
  await closeOrphans(connection, applyId);
  const world = await readWorld(connection, kinds);
  const plan = await decideAgain(workspace, connection, state, world, consented);
  const approvals = await admit(connection, applyId);
  await checkApprovals(workspace, { plan, world, state, revision: planned.revision }, approvals);
  workspace.signal.throwIfAborted();
  await connection.query("SELECT set_config('v7.reason', $1, true)", [reason ?? ""]);
  await writeRows(connection, kinds, plan.changes, world);
  await writeApplied(connection, kinds, plan.records);
  await sealAttempt(connection, applyId, {
    plan,
    file: planned.file,
    serial: world.serial,
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
  world: World,
  { request, planned, expectedPlanId, saved }: Consented,
): Promise<Plan> {
  const plan = decide(workspace, state, world, planned.plan);
  if (plan.planId !== expectedPlanId) await refuseStale(connection, saved ?? planned.file, plan);
  checkGates(plan, request.overrides ?? []);
  checkCheckout(workspace, planned.checkout, request.overrides ?? []);
  checkMassDelete(plan, world, state, request.allowMassDelete);
  return plan;
}

/** The connection broke while COMMIT was on its way: the attempt's own row tells what happened. */
async function afterLostCommit(
  workspace: Workspace,
  applyId: string,
  planned: PlannedChanges,
  error: CommitUnknown,
): Promise<Written> {
  const asking = withConnection(afterwards(workspace), "write", (connection) => wasCommitted(connection, applyId));
  const committed = await asking.catch(() => undefined);
  if (committed === true) return { summary: planned.plan.summary, approvals: [] };
  const outcome = committed === false ? "nothing was written" : "whether it was written is not known yet";
  throw new Failure("V7-P008", `the connection broke during commit; ${outcome}`, {
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
    await (connection.lost ? withConnection(afterwards(workspace), "write", record) : record(connection));
  } catch {
    // The next apply closes the attempt.
  }
}

/** What must be said although whoever asked is gone. */
function afterwards(workspace: Workspace): Workspace {
  return workspaceFor(workspace, { signal: new AbortController().signal });
}
