import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { GivenApproval } from "../../model/approval.ts";
import type { ChangeAction, Plan } from "../../model/plan.ts";
import type { Fields } from "../../model/resource.ts";
import type { ResourceChange } from "../../model/output/plan-file.ts";
import type { PlanFile } from "../../model/plan-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inOwnTransaction } from "../../postgres/transaction.ts";
import type { Revision } from "../../workspace/revision.ts";

/** Who tries what, from where. */
export interface Attempt {
  readonly planId: string;
  readonly actor: string;
  /** What the machine calls itself. */
  readonly host: string;
  readonly revision: Revision;
  readonly reason?: string;
  readonly version: string;
  /** Gates that a person opened against the rules. */
  readonly overrides: readonly string[];
}

/** Writes the attempt down in a transaction of its own and returns its id. */
export function beginAttempt(connection: Connection, attempt: Attempt): Promise<string> {
  return inOwnTransaction(connection, () => insertAttempt(connection, attempt));
}

/** The same within a running transaction: what is rolled back leaves no trace. */
export async function insertAttempt(connection: Connection, attempt: Attempt): Promise<string> {
  const { commit, branch, dirty } = attempt.revision;
  const recordedCommit = commit === undefined ? null : dirty ? `${commit}-dirty` : commit;
  const values = [
    attempt.planId,
    attempt.actor,
    attempt.host,
    process.pid,
    recordedCommit,
    branch ?? null,
    dirty,
    attempt.reason ?? null,
    attempt.version,
    attempt.overrides,
  ];
  const { rows } = await connection.query<{ apply_id: string }>(readSql("engine/apply/begin-attempt.sql"), values);
  const [row] = rows;
  if (!row) throw new Error("the attempt was not written");
  return row.apply_id;
}

export interface AttemptEnd {
  readonly status: "applied" | "refused" | "failed";
  readonly because?: string;
}

/** Says on the attempt's row how it ended, in a transaction of its own. */
export async function endAttempt(
  connection: Connection,
  applyId: string,
  { status, because }: AttemptEnd,
): Promise<void> {
  await inOwnTransaction(connection, () =>
    connection.query(readSql("engine/apply/end-attempt.sql"), [applyId, status, because ?? null]),
  );
}

/** Attempts whose process is gone get the outcome that their transaction left behind. */
export async function closeOrphans(connection: Connection, applyId: string): Promise<void> {
  await connection.query(readSql("engine/apply/close-orphans.sql"), [applyId]);
}

export interface Seal {
  readonly plan: Plan;
  readonly file: PlanFile;
  /** The serial the plan was decided on. */
  readonly serial: number;
  readonly revision: Revision;
  readonly project: string | undefined;
  readonly approvals: readonly GivenApproval[];
}

/** Raises the serial and writes down what the apply does; a serial that moved meanwhile means the lock was lost. */
export async function sealAttempt(
  connection: Connection,
  applyId: string,
  { plan, file, serial, revision, project, approvals }: Seal,
): Promise<void> {
  const state = await connection.query(readSql("engine/apply/advance-state.sql"), [
    serial,
    revision.commit ?? null,
    project ?? null,
  ]);
  if (state.rowCount !== 1) {
    throw new Failure("V7-P009", "another apply went ahead", { next: ["v7 plan"] });
  }
  const changes = JSON.stringify({ resource_changes: file.resource_changes.map(undoableChange) });
  await connection.query(readSql("engine/apply/seal-attempt.sql"), [
    applyId,
    serial + 1,
    JSON.stringify(plan.summary),
    changes,
    JSON.stringify(approvals),
  ]);
}

/** What undo needs later: the fields of an update, the whole row of a removal. */
function undoableChange({ address, kind, previous_address, change, fields }: ResourceChange): UndoableChange {
  const [action = "update"] = change.actions;
  return { address, kind, action, previous_address, fields, before: action === "delete" ? change.before : null };
}

/** A change as an apply keeps it. */
export interface UndoableChange extends Pick<ResourceChange, "address" | "kind" | "previous_address" | "fields"> {
  readonly action: ChangeAction;
  readonly before: Fields | null;
}

/** Whether an apply's transaction was committed. */
export async function wasCommitted(connection: Connection, applyId: string): Promise<boolean> {
  const { rows } = await inOwnTransaction(connection, () =>
    connection.query<{ committed: boolean }>(readSql("engine/apply/outcome.sql"), [applyId]),
  );
  return rows[0]?.committed ?? false;
}
