import { readRevision } from "../../git/repository.ts";
import type { GivenApproval } from "../../model/approval.ts";
import { Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import { readSql } from "../../system/package-file.ts";
import type { Conflict, Plan, ResourceChange } from "../../model/plan.ts";
import { type PlanFile, planFileOf, planOf } from "../../plan/plan-file.ts";
import { planIdOf } from "../../plan/plan-id.ts";
import { policyInForce } from "../../plan/policy.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { checkApprovals } from "./check.ts";
import { type ApprovalRow, givenApproval } from "./approvals.ts";
import { findPlan, keepPlan, savePlan, writePlanFile } from "../plan/plan-store.ts";
import { readValidState } from "../../workspace/state.ts";
import { stateDirectory, withConnection, type Workspace } from "../../workspace/workspace.ts";

/** What happens outside the database, to be sealed as plans of rows are. */
export interface CopiesToSeal {
  readonly changes: readonly ResourceChange[];
  readonly conflicts: readonly Conflict[];
  /** For people; no decision rests on it. */
  readonly consolidation: Json;
}

/** A plan of copies under the id of its content, with the approvals that Policy asks for. Writes nothing. */
export async function sealCopies(workspace: Workspace, copies: CopiesToSeal): Promise<PlanFile> {
  const { changes, conflicts, consolidation } = copies;
  const revision = await readRevision(workspace.repository, stateDirectory);
  const world = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => readWorld(connection, workspace.kinds)),
  );
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
    summary: { add: changes.length, change: 0, destroy: 0, drift: 0, conflict: conflicts.length },
  };
  const plan: Plan = { ...parts, planId: planIdOf(parts) };
  const file = planFileOf(plan, {
    toolVersion: workspace.version,
    createdAt: workspace.now().toISOString(),
    git: { commit: revision.commit ?? null, branch: revision.branch ?? null, dirty: revision.dirty },
    databaseName: workspace.database.describe(),
  });
  return { ...file, consolidation };
}

/** Keeps a plan where its id finds it, here and in the database: what was never planned is never executed. */
export async function keepCopies(workspace: Workspace, file: PlanFile): Promise<void> {
  await savePlan(workspace, file);
  const actor = await workspace.actor();
  await withConnection(workspace, "write", (connection) =>
    keepPlan(connection, workspace.redactor.sealed(file), { file, actor }),
  );
}

/** Writes a plan for its owner alone, to be read and approved elsewhere. */
export function writeCopies(workspace: Workspace, path: string, file: PlanFile): Promise<void> {
  return writePlanFile(workspace, path, file);
}

/** A plan of copies that may be executed now, and who agreed. */
export interface AdmittedCopies {
  readonly file: PlanFile;
  readonly plan: Plan;
  readonly approvals: readonly GivenApproval[];
}

/**
 * Finds a plan and makes sure that it may be executed as it is. Throws Failures: 3 without a yes, without the approvals that
 * Policy asks for, for a plan that was edited, that nobody made here or that is too old; 4 for another database's.
 */
export async function admitCopies(
  workspace: Workspace,
  reference: string,
  { approved }: { readonly approved: boolean },
): Promise<AdmittedCopies> {
  return withConnection(workspace, "read", async (connection) => {
    const file = await findCopies(workspace, connection, reference);
    const plan = planOf(file);
    const { world, isKept, given } = await inTransaction(connection, { mode: "read" }, async () => ({
      world: await readWorld(connection, workspace.kinds),
      isKept: (await connection.query(readSql("engine/plan/find-plan.sql"), [file.plan_id])).rows.length > 0,
      given: (await connection.query<ApprovalRow>(readSql("engine/approvals/valid.sql"), [file.plan_id])).rows.map(
        givenApproval,
      ),
    }));
    if (plan.lineage !== world.lineage) throw foreign();
    if (!isKept) throw unknownPlan(file);
    if (plan.conflicts.length > 0) throw inConflict(plan);
    const policy = policyInForce(workspace.kinds, world);
    refuseOld(workspace, file, policy.planLifetimeMs);
    if (!approved) throw withoutConsent(file);
    const judged = { ...plan, approvals: policy.requiredApprovals(plan.changes) };
    const state = await readValidState(workspace);
    const revision = await readRevision(workspace.repository, stateDirectory);
    await checkApprovals(workspace, { plan: judged, world, state, revision }, given);
    return { file, plan: judged, approvals: given };
  });
}

async function findCopies(workspace: Workspace, connection: Connection, reference: string): Promise<PlanFile> {
  try {
    const file = await findPlan(workspace, reference, connection);
    if (file !== undefined) return file;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "V7-P011") throw error;
    throw new Failure("V7-K012", `${reference} was edited after it was planned; nothing was copied`, {
      cause: error,
      next: ["v7 consolidate plan GROUP -o FILE.json"],
    });
  }
  throw new Failure("V7-P014", `no saved plan begins with ${reference}`, {
    next: ["v7 consolidate plan GROUP -o FILE.json"],
  });
}

function unknownPlan({ plan_id: id }: PlanFile): Failure {
  return new Failure("V7-K012", `plan ${id.slice(0, 6)} was not made by v7 here; nothing was copied`, {
    next: ["v7 consolidate plan GROUP -o FILE.json"],
  });
}

function foreign(): Failure {
  return new Failure("V7-P027", "the plan was made for another database, nothing was copied", {
    next: ["v7 consolidate plan GROUP -o FILE.json"],
  });
}

function inConflict({ conflicts }: Plan): Failure {
  return new Failure("V7-K013", `the plan has ${conflicts.length} conflicts; nothing was copied`, {
    next: ["settle them by overrides of the SourceGroup, and plan again"],
  });
}

function refuseOld({ now }: Workspace, { created_at: made }: PlanFile, lifetime: number | undefined): void {
  if (lifetime === undefined || now().getTime() - Date.parse(made) <= lifetime) return;
  throw new Failure("V7-P033", `the plan was made ${made}, longer ago than Policy's planTtl; nothing was copied`, {
    next: ["v7 consolidate plan GROUP -o FILE.json"],
  });
}

function withoutConsent({ plan_id: id }: PlanFile): Failure {
  return new Failure("V7-P002", "nobody approved the plan, nothing was copied", {
    next: [`v7 show ${id.slice(0, 6)}`, `v7 consolidate execute ${id.slice(0, 6)} --approved`],
  });
}
