import { readSubject } from "../../git/repository.ts";
import type { GivenApproval } from "../../model/approval.ts";
import { Failure } from "../../model/failure.ts";
import type { Approval } from "../../model/output/apply.ts";
import type { Plan } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import type { Connection } from "../../postgres/connection.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { lockTables, writeApplied, writeRows } from "../../postgres/rows/write.ts";
import { CommitUnknown, inTransaction } from "../../postgres/transaction.ts";
import type { Revision } from "../../workspace/revision.ts";
import { withConnection, workspaceFor, type Workspace } from "../../workspace/workspace.ts";
import { admit, checkApprovals } from "../approvals/check.ts";
import { askAbout } from "../plan/agreement.ts";
import { decide } from "../plan/decide.ts";
import { keepPlan } from "../plan/plan-store.ts";
import type { Proposal, Standing } from "../plan/proposal.ts";
import {
  type Attempt,
  beginAttempt,
  closeOrphans,
  endAttempt,
  insertAttempt,
  sealAttempt,
  wasCommitted,
} from "./attempt.ts";
import { refuseClosed, refuseStale } from "./checks.ts";
import { acquireApplyLock } from "./lock.ts";
import type { Attempted, Order, WrittenPlan } from "./request.ts";
import { retryContended } from "./retry.ts";

/**
 * Writes a plan in one transaction, with an attempt beside it that tells later what happened. A dry run writes all of it
 * and rolls it back.
 */
export async function writePlan(standing: Standing, proposal: Proposal, order: Order): Promise<Attempted> {
  const attempt = await attemptOf(standing.workspace, proposal, order);
  if (order.request.dryRun) return rehearse(standing, proposal, { ...order, attempt });
  const applyId = await beginAttempt(standing.connection, attempt);
  return carriedOut(standing, proposal, { ...order, attempt, applyId });
}

interface Beginning extends Order {
  readonly attempt: Attempt;
}

/** An attempt that is on record. */
interface Begun extends Beginning {
  readonly applyId: string;
}

async function attemptOf(workspace: Workspace, { revision }: Proposal, order: Order): Promise<Attempt> {
  const { redactor, repository, version } = workspace;
  const { request, planId, actor } = order;
  // As the audit keeps it: the commit's subject when nobody gave a reason. What is in no commit has no subject.
  const given = request.reason ?? (await subjectOf(repository, revision));
  const reason = given === undefined ? {} : { reason: redactor.text(given) };
  return {
    planId,
    actor,
    host: workspace.system.hostName(),
    revision,
    version,
    overrides: request.overrides ?? [],
    ...reason,
  };
}

async function subjectOf(
  repository: Workspace["repository"],
  { commit, dirty }: Revision,
): Promise<string | undefined> {
  if (commit === undefined) return undefined;
  return dirty ? "uncommitted" : readSubject(repository, commit);
}

async function carriedOut(standing: Standing, proposal: Proposal, begun: Begun): Promise<Attempted> {
  const { connection } = standing;
  const { applyId } = begun;
  try {
    const write = (): Promise<WrittenPlan> => writeAll(standing, proposal, begun);
    const written = await retryContended(() => inTransaction(connection, { mode: "write" }, write));
    // The rows are written; whether the attempt's row says so at once changes nothing: the next apply closes it.
    await endAttempt(connection, applyId, { status: "applied" }).catch(() => undefined);
    return { applyId, written, problem: null };
  } catch (error) {
    if (error instanceof CommitUnknown) return afterLostCommit(standing.workspace, proposal, applyId, error);
    const explained = await explainRefusal(standing.workspace.kinds, connection, error);
    await recordRefusal(standing, proposal, begun, explained);
    if (explained instanceof Failure) return { applyId, written: null, problem: explained };
    throw explained;
  }
}

/** Everything an apply does, and then ROLLBACK: the attempt's own row goes with it. */
async function rehearse(standing: Standing, proposal: Proposal, beginning: Beginning): Promise<Attempted> {
  const { connection } = standing;
  const written = await inTransaction(connection, { mode: "write", rehearsal: true }, async () => {
    const applyId = await insertAttempt(connection, beginning.attempt);
    return writeAll(standing, proposal, { ...beginning, applyId });
  });
  return { applyId: null, written, problem: null };
}

/** The one place that writes rows. Everything is decided again under locks, and must come out the same. */
async function writeAll({ workspace, connection }: Standing, proposal: Proposal, begun: Begun): Promise<WrittenPlan> {
  const { kinds, signal } = workspace;
  const { request, attempt, applyId } = begun;
  await acquireApplyLock(workspace, connection, { applyId, waitMs: request.lockTimeoutMs });
  await lockTables(connection, kinds, request.lockTimeoutMs);
  await closeOrphans(connection, applyId);
  const again = { ...proposal, world: await readWorld(connection, kinds) };
  const plan = await decideAgain({ workspace, connection }, again, begun);
  const approvals = await admit(connection, applyId);
  const unapproved = await checkApprovals({ workspace, connection }, { ...again, plan }, approvals);
  signal.throwIfAborted();
  await connection.query("SELECT set_config('v7.reason', $1, true)", [attempt.reason ?? ""]);
  await writeRows(connection, kinds, plan.changes, again.world);
  await writeApplied(connection, kinds, plan.records);
  await sealAttempt(connection, applyId, sealOf(workspace, { ...again, plan }, approvals));
  signal.throwIfAborted();
  return { summary: plan.summary, approvals: approvals.map(withoutNote), unapproved };
}

/** A note is between those who approve: what is told of an apply has it not. */
function withoutNote({ persona, approved_by, approved_at }: GivenApproval): Approval {
  return { persona, approved_by, approved_at };
}

/** The plan as it comes out under the locks: the one that was agreed to, with open gates, or nothing is written. */
async function decideAgain(
  { workspace, connection }: Standing,
  again: Proposal,
  { request, planId, saved }: Order,
): Promise<Plan> {
  const plan = decide(workspace, again, again.plan);
  if (plan.planId !== planId) await refuseStale(connection, saved ?? again.file, plan);
  refuseClosed(workspace, { ...again, plan }, request);
  return plan;
}

function sealOf(
  { config }: Workspace,
  { plan, file, world, revision }: Proposal & { readonly world: World },
  approvals: Awaited<ReturnType<typeof admit>>,
): Parameters<typeof sealAttempt>[2] {
  return { plan, file, serial: world.serial, revision, project: config.project, approvals };
}

/** The connection broke while COMMIT was on its way: the attempt's own row tells what happened. */
async function afterLostCommit(
  workspace: Workspace,
  { plan }: Proposal,
  applyId: string,
  cause: CommitUnknown,
): Promise<Attempted> {
  const asking = withConnection(afterwards(workspace), "write", (connection) => wasCommitted(connection, applyId));
  const committed = await asking.catch(() => undefined);
  if (committed === true)
    return { applyId, written: { summary: plan.summary, approvals: [], unapproved: [] }, problem: null };
  const outcome = committed === false ? "nothing was written" : "whether it was written is not known yet";
  const problem = new Failure("V7-P008", `the connection broke during commit; ${outcome}`, {
    cause,
    next: [`v7 history shows apply ${applyId.slice(0, 6)}`],
  });
  return { applyId, written: null, problem };
}

/** Best effort: the refusal itself is what the person must hear. */
async function recordRefusal(
  { workspace, connection }: Standing,
  { file }: Proposal,
  { applyId, actor }: Begun,
  error: unknown,
): Promise<void> {
  const { redactor } = workspace;
  const isRefusal = error instanceof Failure && error.exit !== "error" && error.exit !== "unavailable";
  const because = error instanceof Failure ? redactor.text(`${error.message} [${error.code}]`) : "an unexpected error";
  const record = async (open: Connection): Promise<void> => {
    await endAttempt(open, applyId, { status: isRefusal ? "refused" : "failed", because });
    // Who must agree finds it there: an apply that lacks nothing else asks as well.
    if (isRefusal && error.code === "V7-P003") await askAbout(workspace, open, { file, actor });
    else if (isRefusal) await keepPlan(open, redactor.sealed(file), { file, actor, askedFrom: null });
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
