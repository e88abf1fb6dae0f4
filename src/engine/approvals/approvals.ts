import type { ApprovalEntry, GivenApproval, PendingPlan } from "../../model/approval.ts";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import { copyKind, type RequiredApproval } from "../../model/plan.ts";
import { missingApprovals } from "../../plan/approval-check.ts";
import type { PlanFile } from "../../plan/plan-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { everything, makePlan } from "../plan/make-plan.ts";
import { findPlan, genuinePlan } from "../plan/plan-store.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

export interface ApproveRequest {
  /** A plan file or an id prefix. */
  readonly plan: string;
  /** One persona of several that the login speaks for; absent: every one that is asked. */
  readonly persona?: string;
  readonly note?: string;
}

export interface ApproveOutcome {
  readonly planId: string;
  /** The database login. */
  readonly approvedBy: string;
  /** The personas that agreed by this, or whose approval was taken back. */
  readonly personas: readonly string[];
  /** ISO 8601; null: until it is used. */
  readonly expiresAt: string | null;
  /** Who must still agree. */
  readonly missing: readonly string[];
  /** A rule wants distinct people: only the apply, from its own checkout, can tell who wrote the change. */
  readonly distinct: boolean;
  /** What carries the plan out. */
  readonly carriedOutBy: string;
}

/**
 * Agrees to a plan as the login of this connection; the database checks that it may. Throws Failures: 1 for no plan or
 * one that needs nobody, 3 when the login speaks for none of the personas it needs.
 */
export function approve(workspace: Workspace, request: ApproveRequest): Promise<ApproveOutcome> {
  return withConnection(workspace, "write", async (connection) => {
    const plan = await planToApprove(workspace, connection, request.plan);
    const { login, personas } = await ownPersonas(connection, plan, request.persona);
    // One transaction each: what is refused stays on record.
    const answers = [];
    const words: Words = {
      plan: workspace.redactor.sealed(plan),
      note: request.note === undefined ? null : workspace.redactor.text(request.note),
    };
    for (const persona of personas) answers.push(await approveAs(connection, plan, persona, words));
    const expiresAt = answers.find((answer) => answer !== null) ?? null;
    return {
      planId: plan.plan_id,
      approvedBy: login,
      personas,
      expiresAt,
      missing: await stillMissing(connection, plan),
      distinct: plan.approvals_required.some(({ distinct }) => distinct),
      carriedOutBy: carriedOutBy(plan),
    };
  });
}

/** Takes back what the login approved and nobody has used yet. */
export function revoke(workspace: Workspace, request: ApproveRequest): Promise<ApproveOutcome> {
  return withConnection(workspace, "write", async (connection) => {
    const plan = await planToApprove(workspace, connection, request.plan);
    const { login } = await readLogin(connection, []);
    const { rows } = await inTransaction(connection, { mode: "write" }, () =>
      connection.query<{ revoked: number }>(readSql("engine/approvals/revoke.sql"), [
        plan.plan_id,
        request.persona ?? null,
      ]),
    );
    if ((rows[0]?.revoked ?? 0) === 0) {
      throw new Failure("V7-P036", `${login} has no open approval of plan ${plan.plan_id.slice(0, 6)}`, {
        next: ["v7 approvals"],
      });
    }
    const personas = request.persona === undefined ? [] : [request.persona];
    return {
      planId: plan.plan_id,
      approvedBy: login,
      personas,
      expiresAt: null,
      missing: await stillMissing(connection, plan),
      distinct: plan.approvals_required.some(({ distinct }) => distinct),
      carriedOutBy: carriedOutBy(plan),
    };
  });
}

/** Approvals that were given, the newest first. */
export function listApprovals(workspace: Workspace, limit: number): Promise<ApprovalEntry[]> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const { rows } = await connection.query<ApprovalEntry>(readSql("engine/approvals/list.sql"), [limit]);
      return rows;
    }),
  );
}

/** Plans that wait for somebody. */
export function listPending(workspace: Workspace): Promise<PendingPlan[]> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => readPending(connection)),
  );
}

/** The same within a running transaction. */
export async function readPending(connection: Connection): Promise<PendingPlan[]> {
  const { rows } = await connection.query<PendingRow>(readSql("engine/approvals/pending.sql"));
  return rows.flatMap(({ plan: kept, given, ...row }) => {
    const plan = genuinePlan(kept, row.plan_id);
    if (plan === undefined) return [];
    const { add, change, destroy } = plan.summary;
    const missing = personasOf(plan.approvals_required).filter((persona) => !given.includes(persona));
    return missing.length === 0 ? [] : [{ ...row, summary: { add, change, destroy }, missing }];
  });
}

interface PendingRow extends Omit<PendingPlan, "missing" | "summary"> {
  readonly plan: unknown;
  readonly given: readonly string[];
}

/** A plan saved here or kept in the database, else the one that planning gives now, if its id fits. */
async function planToApprove(workspace: Workspace, connection: Connection, reference: string): Promise<PlanFile> {
  const found = await findPlan(workspace, reference, connection);
  if (found) return found;
  const { file } = await makePlan(workspace, { options: everything });
  if (file.plan_id.startsWith(reference)) return file;
  throw new Failure("V7-P014", `no plan begins with ${reference}, and planning now gives another one`, {
    next: ["v7 plan"],
  });
}

async function ownPersonas(
  connection: Connection,
  plan: PlanFile,
  wanted: string | undefined,
): Promise<{ readonly login: string; readonly personas: readonly string[] }> {
  const asked = personasOf(plan.approvals_required);
  if (asked.length === 0) {
    throw new Failure("V7-P034", `plan ${plan.plan_id.slice(0, 6)} needs nobody's approval`, {
      next: [`${carriedOutBy(plan)} ${plan.plan_id.slice(0, 6)} --approved`],
    });
  }
  // A persona that was named is tried, so that the database says and records who may not.
  if (wanted !== undefined) return { login: (await readLogin(connection, [])).login, personas: [wanted] };
  const { login, personas } = await readLogin(connection, asked);
  return { login, personas: personas.length === 0 ? asked.slice(0, 1) : personas };
}

async function readLogin(
  connection: Connection,
  asked: readonly string[],
): Promise<{ readonly login: string; readonly personas: readonly string[] }> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ login: string; personas: string[] }>(readSql("engine/approvals/mine.sql"), [asked]),
  );
  return rows[0] ?? { login: "", personas: [] };
}

/** What is stored of an approval, without secrets. */
interface Words {
  readonly plan: string;
  readonly note: string | null;
}

async function approveAs(
  connection: Connection,
  plan: PlanFile,
  persona: string,
  words: Words,
): Promise<string | null> {
  const { rows } = await inTransaction(connection, { mode: "write" }, () =>
    connection.query<{ refused: string | null; expires_at: string | null }>(readSql("engine/approvals/approve.sql"), [
      words.plan,
      persona,
      words.note,
    ]),
  );
  const refused = rows[0]?.refused ?? null;
  if (refused === null) return rows[0]?.expires_at ?? null;
  throw new Failure("V7-P036", `not approved: ${refused}`, {
    next: [`plan ${plan.plan_id.slice(0, 6)} needs: ${personasOf(plan.approvals_required).join(", ")}`],
  });
}

async function stillMissing(connection: Connection, plan: PlanFile): Promise<string[]> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<ApprovalRow>(readSql("engine/approvals/valid.sql"), [plan.plan_id]),
  );
  return personasOf(missingApprovals(plan.approvals_required, rows.map(givenApproval), () => false));
}

/** As the database answers an approval. */
export interface ApprovalRow {
  readonly persona: string;
  readonly approved_by: string;
  readonly approved_at: string;
  readonly note: string | null;
}

export function givenApproval({ persona, approved_by, approved_at, note }: ApprovalRow): GivenApproval {
  return { persona, approvedBy: approved_by, approvedAt: approved_at, note };
}

/** Rows are applied, copies are executed. */
function carriedOutBy({ resource_changes: changes }: PlanFile): string {
  const areCopies = changes.length > 0 && changes.every(({ kind }) => kind === copyKind);
  return areCopies ? "v7 consolidate execute" : "v7 apply";
}

function personasOf(required: readonly RequiredApproval[]): string[] {
  return [...new Set(required.map(({ persona }) => persona))];
}
