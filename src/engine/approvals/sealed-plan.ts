import type { GivenApproval } from "../../model/approval.ts";
import type { Deed } from "../../model/deed.ts";
import type { Document } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Conflict, Plan, PlanSummary, ResourceChange } from "../../model/plan.ts";
import { type PlanFile, planFileOf, planOf } from "../../model/plan-file.ts";
import { planIdOf } from "../../plan/plan-id.ts";
import { policyInForce } from "../../plan/policy.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { readRevision } from "../../workspace/revision.ts";
import { readState, readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { findPlan, keepPlan, savePlan } from "../plan/plan-store.ts";
import { checkApprovals } from "./check.ts";

/** What happens outside the database, to be sealed as plans of rows are. */
export interface DeedToSeal {
  readonly changes: readonly ResourceChange[];
  readonly conflicts: readonly Conflict[];
  /** For people; no decision rests on it. */
  readonly detail: JsonObject;
}

/** A plan of a deed under the id of its content, with the approvals that Policy asks for. Writes nothing. */
export async function sealDeed(workspace: Workspace, { changes, conflicts, detail }: DeedToSeal): Promise<PlanFile> {
  const { commit = null, branch = null, dirty } = await readRevision(workspace.repository, await readState(workspace));
  const world = await withWorld(workspace, (read) => read);
  const parts = {
    lineage: world.lineage,
    targets: [],
    reverts: [],
    forcedConflicts: [],
    changes,
    drift: [],
    conflicts,
    gates: [],
    findings: [],
    approvals: policyInForce(workspace.kinds, world).requiredApprovals(changes),
    records: [],
    summary: summaryOf(changes, conflicts.length),
  };
  const plan: Plan = { ...parts, planId: planIdOf(parts) };
  const file = planFileOf(plan, {
    toolVersion: workspace.version,
    createdAt: workspace.now().toISOString(),
    git: { commit, branch, dirty },
    databaseName: workspace.database.describe(),
  });
  return { ...file, detail };
}

function summaryOf(changes: readonly ResourceChange[], conflict: number): PlanSummary {
  const count = (action: ResourceChange["action"]): number => changes.filter((one) => one.action === action).length;
  return { add: count("create"), change: count("update"), destroy: count("delete"), drift: 0, conflict };
}

/** Keeps a plan where its id finds it, here and in the database: what was never planned is never carried out. */
export async function keepSealed(workspace: Workspace, file: PlanFile): Promise<void> {
  await savePlan(workspace, file);
  const actor = await workspace.actor();
  await withConnection(workspace, "write", (connection) =>
    keepPlan(connection, workspace.redactor.sealed(file), { file, actor, askedFrom: file.plan_id }),
  );
}

export interface AdmitRequest {
  /** What the plan must be of. */
  readonly deed: Deed;
  /** A plan file or an id prefix. */
  readonly plan: string;
  /** Consent: `--approved`. */
  readonly approved: boolean;
}

/** A plan that may be carried out now, and who agreed. */
export interface Admitted {
  readonly file: PlanFile;
  readonly plan: Plan;
  readonly approvals: readonly GivenApproval[];
  /** What was declared when it was admitted. */
  readonly documents: readonly Document[];
}

/**
 * Finds a plan and makes sure that it may be carried out as it is. Throws Failures: 3 without a yes, without the approvals
 * that Policy asks for, for a plan that was edited, that nobody made here or that is too old; 4 for another database's.
 */
export async function admitDeed(workspace: Workspace, request: AdmitRequest): Promise<Admitted> {
  return withConnection(workspace, "read", async (connection) => {
    const file = await findSealed(workspace, connection, request);
    const { world, isKept, given } = await inTransaction(connection, { mode: "read" }, async () => ({
      world: await readWorld(connection, workspace.kinds),
      isKept: (await connection.query(readSql("engine/plan/find-plan.sql"), [file.plan_id])).rows.length > 0,
      given: (await connection.query<GivenApproval>(readSql("engine/approvals/valid.sql"), [file.plan_id])).rows,
    }));
    const policy = policyInForce(workspace.kinds, world);
    const sealed = planOf(file);
    refuseForeign(sealed, world.lineage, request);
    if (!isKept) throw unknownPlan(file, request);
    refuseConflicts(sealed, request);
    refuseOld(workspace, file, { ...request, lifetime: policy.planLifetimeMs });
    if (!request.approved) throw withoutConsent(file, request);
    const plan = { ...sealed, approvals: policy.requiredApprovals(sealed.changes) };
    const state = await readValidState(workspace);
    const revision = await readRevision(workspace.repository, state);
    const evidence = { plan, world, state, revision };
    await inTransaction(connection, { mode: "read" }, () => checkApprovals({ workspace, connection }, evidence, given));
    return { file, plan, approvals: given, documents: state.documents };
  });
}

async function findSealed(workspace: Workspace, connection: Connection, request: AdmitRequest): Promise<PlanFile> {
  const { deed, plan: reference } = request;
  try {
    const file = await findPlan(workspace, reference, connection);
    if (file !== undefined) return file;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "V7-P011") throw error;
    throw new Failure("V7-K012", `${reference} was edited after it was planned; ${deed.undone}`, {
      cause: error,
      next: [deed.plannedBy],
    });
  }
  throw new Failure("V7-P014", `no saved plan begins with ${reference}`, { next: [deed.plannedBy] });
}

function unknownPlan({ plan_id: id }: PlanFile, { deed }: AdmitRequest): Failure {
  const message = `plan ${id.slice(0, 6)} was not made by v7 here; ${deed.undone}`;
  return new Failure("V7-K012", message, { next: [deed.plannedBy] });
}

function refuseForeign({ lineage }: Plan, here: string, { deed }: AdmitRequest): void {
  if (lineage === here) return;
  throw new Failure("V7-P027", `the plan was made for another database, ${deed.undone}`, { next: [deed.plannedBy] });
}

function refuseConflicts({ conflicts }: Plan, { deed }: AdmitRequest): void {
  if (conflicts.length === 0) return;
  const message = `the plan has ${conflicts.length} conflicts; ${deed.undone}`;
  throw new Failure("V7-K013", message, { next: [deed.settledBy] });
}

function refuseOld(
  { now }: Workspace,
  { created_at: made }: PlanFile,
  { deed, lifetime }: AdmitRequest & { readonly lifetime: number | undefined },
): void {
  if (lifetime === undefined || now().getTime() - Date.parse(made) <= lifetime) return;
  throw new Failure("V7-P033", `the plan was made ${made}, longer ago than Policy's planTtl; ${deed.undone}`, {
    next: [deed.plannedBy],
  });
}

function withoutConsent({ plan_id: id }: PlanFile, { deed }: AdmitRequest): Failure {
  return new Failure("V7-P002", `nobody approved the plan, ${deed.undone}`, {
    next: [`v7 show ${id.slice(0, 6)}`, `${deed.carriedOutBy} ${id.slice(0, 6)} --approved`],
  });
}
