import { type Answer, answer } from "../../model/answer.ts";
import type { GivenApproval } from "../../model/approval.ts";
import { deedOf } from "../../model/deed.ts";
import { Failure } from "../../model/failure.ts";
import type { ApprovalEntry, ApprovalsOutput, PendingPlan } from "../../model/output/approvals.ts";
import type { ApproveOutput } from "../../model/output/approve.ts";
import { type PlanFile, planOf } from "../../model/plan-file.ts";
import type { World } from "../../model/world.ts";
import { missingApprovals, personasOf } from "../../plan/approval-check.ts";
import { obstacleTo } from "../../plan/plan-standing.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { addressOfName, readState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { agreementOn } from "../plan/agreement.ts";
import { everything } from "../plan/decide.ts";
import { proposePlan } from "../plan/make-plan.ts";
import { findPlan, genuinePlan } from "../plan/plan-store.ts";
import type { Standing } from "../plan/proposal.ts";

export interface ApproveRequest {
  /** A plan file or an id prefix. */
  readonly plan: string;
  /** One persona of several that the login speaks for; absent: every one that is asked. */
  readonly persona?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * Agrees to a plan as the login of this connection; the database checks that it may. Throws Failures: 1 for no plan or
 * one that needs nobody, 3 when the login speaks for none of the personas it needs.
 */
export function approve(workspace: Workspace, request: ApproveRequest): Promise<Answer<ApproveOutput>> {
  return withConnection(workspace, "write", async (connection) => {
    const standing = { workspace, connection };
    const plan = await planToApprove(standing, request.plan);
    const { login, personas } = await ownPersonas(connection, plan, request.persona);
    const { redactor } = workspace;
    const words: Words = {
      plan: redactor.sealed(plan),
      note: request.note === undefined ? null : redactor.text(request.note),
    };
    // One transaction each: what is refused stays on record.
    const answers = [];
    for (const persona of personas) answers.push(await approveAs(standing, plan, { persona, ...words }));
    const expiresAt = answers.find((expires) => expires !== null) ?? null;
    return approvalAnswer(standing, plan, { login, personas, expiresAt, revoked: false });
  });
}

/** Takes back what the login approved and nobody has used yet. */
export function revoke(workspace: Workspace, request: ApproveRequest): Promise<Answer<ApproveOutput>> {
  return withConnection(workspace, "write", async (connection) => {
    const standing = { workspace, connection };
    const plan = await planToApprove(standing, request.plan);
    const { login } = await readLogin(connection, []);
    const values = [plan.plan_id, request.persona ?? null];
    const { rows } = await inTransaction(connection, { mode: "write" }, () =>
      connection.query<{ revoked: number }>(readSql("engine/approvals/revoke.sql"), values),
    );
    if ((rows[0]?.revoked ?? 0) === 0) {
      throw new Failure("V7-P036", `${login} has no open approval of plan ${plan.plan_id.slice(0, 6)}`, {
        next: ["v7 approvals"],
      });
    }
    const personas = request.persona === undefined ? [] : [request.persona];
    return approvalAnswer(standing, plan, { login, personas, expiresAt: null, revoked: true });
  });
}

interface Decision {
  /** The database login. */
  readonly login: string;
  /** The personas that agreed by this, or whose approval was taken back. */
  readonly personas: readonly string[];
  /** ISO 8601; null: until it is used. */
  readonly expiresAt: string | null;
  readonly revoked: boolean;
}

async function approvalAnswer(
  { workspace, connection }: Standing,
  plan: PlanFile,
  { login, personas, expiresAt, revoked }: Decision,
): Promise<Answer<ApproveOutput>> {
  return answer({
    plan_id: plan.plan_id,
    approved_by: login,
    persona: personas.length === 0 ? null : personas.join(", "),
    expires_at: expiresAt,
    missing: await stillMissing(connection, plan),
    // Only the apply, from its own checkout, can tell who wrote the change.
    distinct: plan.approvals_required.some(({ distinct }) => distinct),
    advisory: !workspace.database.separatesLogins,
    revoked,
    database: workspace.database.describe(),
    carried_out_by: carriedOutBy(plan),
  });
}

export interface ApprovalsRequest {
  /** Only plans that wait for somebody. */
  readonly pending: boolean;
  /** How many approvals at most. */
  readonly limit: number;
}

/** Plans that wait for somebody, and approvals that were given, the newest first. */
export function listApprovals(workspace: Workspace, request: ApprovalsRequest): Promise<Answer<ApprovalsOutput>> {
  return withWorld(workspace, async (world, connection) => {
    const pending = await readPending({ workspace, connection }, world);
    const approvals = request.pending ? null : await readApprovals(connection, request.limit);
    return answer({ pending, approvals, database: workspace.database.describe() });
  });
}

async function readApprovals(connection: Connection, limit: number): Promise<ApprovalEntry[]> {
  return (await connection.query<ApprovalEntry>(readSql("engine/approvals/list.sql"), [limit])).rows;
}

/** The plans that wait for somebody and could still be carried out; within a running transaction. */
export async function readPending({ workspace, connection }: Standing, world: World): Promise<PendingPlan[]> {
  const { kinds } = workspace;
  const { rows } = await connection.query<PendingRow>(readSql("engine/approvals/pending.sql"));
  return rows.flatMap(({ plan: kept, approvals, ...row }) => {
    const file = genuinePlan(kept, row.plan_id);
    if (file === undefined) return [];
    const plan = planOf(file);
    // The statement has seen to their age, by the database's clock.
    const obstacle = obstacleTo({ plan, createdAt: row.created_at }, { kinds, world, now: new Date(row.created_at) });
    if (obstacle !== undefined) return [];
    const record = {
      approvals: approvals ?? [],
      askedAt: row.created_at,
      replacedBy: null,
      appliedBy: null,
      refused: null,
    };
    const {
      missing,
      approvers,
      approvals: given,
    } = agreementOn(workspace, { plan, world, record, authors: new Set() });
    if (missing.length === 0) return [];
    const { add, change, destroy } = plan.summary;
    const next = `v7 approve ${plan.planId.slice(0, 6)}`;
    return [{ ...row, summary: { add, change, destroy }, approvals: given, missing, approvers, next }];
  });
}

interface PendingRow extends Pick<PendingPlan, "plan_id" | "created_at" | "created_by"> {
  readonly plan: unknown;
  readonly approvals: readonly GivenApproval[] | null;
}

/** A plan saved here or kept in the database, else the one that planning gives now, if its id fits. */
async function planToApprove({ workspace, connection }: Standing, reference: string): Promise<PlanFile> {
  const found = await findPlan(workspace, reference, connection);
  if (found) return found;
  const { file } = await proposePlan(workspace, { options: everything });
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
  { workspace, connection }: Standing,
  { plan_id: id, approvals_required: required }: PlanFile,
  { plan, persona, note }: Words & { readonly persona: string },
): Promise<string | null> {
  const { rows } = await inTransaction(connection, { mode: "write" }, () =>
    connection.query<{ refused: string | null; expires_at: string | null }>(readSql("engine/approvals/approve.sql"), [
      plan,
      persona,
      note,
    ]),
  );
  const refused = rows[0]?.refused ?? null;
  if (refused === null) return rows[0]?.expires_at ?? null;
  const needs = `plan ${id.slice(0, 6)} needs: ${personasOf(required).join(", ")}`;
  throw new Failure("V7-P036", `not approved: ${refused}`, {
    next: [needs, ...(await waysToSpeak(workspace, personasOf(required)))],
  });
}

/** Where a login becomes one of a persona's: its document, and the field. */
async function waysToSpeak(workspace: Workspace, personas: readonly string[]): Promise<string[]> {
  const state = await readState(workspace);
  return personas.flatMap((persona) => {
    const source = state.documentAt(addressOfName(workspace.kinds, "Persona", persona))?.source;
    const place = source === undefined ? "no document" : `${source.file}:${source.line}`;
    return [`${persona} is ${place}: its identities.postgres names the logins that speak for it, once that is applied`];
  });
}

async function stillMissing(connection: Connection, plan: PlanFile): Promise<readonly string[]> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<GivenApproval>(readSql("engine/approvals/valid.sql"), [plan.plan_id]),
  );
  return personasOf(missingApprovals(plan.approvals_required, rows, () => false));
}

function carriedOutBy({ resource_changes: changes }: PlanFile): string {
  return deedOf(changes)?.carriedOutBy ?? "v7 apply";
}
