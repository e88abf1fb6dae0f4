import { readRevision, type Revision } from "../../git/repository.ts";
import { type Address, parseFieldAddress, typedAddress } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import type { Conflict, Drift, Plan } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import { assemblePlan, type PlanOptions } from "../../plan/assemble.ts";
import { type PlanFile, planFileOf } from "../../plan/plan-file.ts";
import { policyInForce } from "../../plan/policy.ts";
import { checkoutFindings } from "../../plan/preconditions.ts";
import { attribute, recordNameText } from "../../postgres/attribution.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { rowIdsOf } from "../../postgres/rows/row-ids.ts";
import { statementsByAddress } from "../../postgres/rows/statements.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { checkDatabaseOwner } from "./owner.ts";
import { auditNames } from "../audit/audit-names.ts";
import { locateChanges } from "./change-places.ts";
import { readCheckout } from "./checkout.ts";
import { savePlan, writePlanFile } from "./plan-store.ts";
import { type DeclaredState, dependencyLookup, expandDocuments, readValidState } from "../../workspace/state.ts";
import { unfilledColumns } from "./unfilled-columns.ts";
import { stateDirectory, type Workspace } from "../../workspace/workspace.ts";

/** A plan with the facts people read beside it. */
export interface PlannedChanges {
  readonly plan: Plan;
  readonly file: PlanFile;
  readonly database: string;
  readonly revision: Revision;
  /** Whether HEAD contains the last apply's commit; undefined when this clone cannot tell. */
  readonly containsLastApply?: boolean;
  /** What Policy asks of a checkout that applies, and this one is not. */
  readonly checkout: readonly Finding[];
  readonly sql?: ReadonlyMap<Address, string>;
}

export interface PlanRequest {
  readonly options: PlanOptions;
  /** Also written here, for a pull request or another machine. */
  readonly outputFile?: string;
  readonly withSql?: boolean;
}

export const everything: PlanOptions = { targets: [], reverts: [], forcedConflicts: [] };

/** Compares documents, last apply and rows, and says what an apply would do. Writes nothing to the database. */
export async function makePlan(workspace: Workspace, request: PlanRequest): Promise<PlannedChanges> {
  const planned = await withPlan(workspace, "read", request, (found) => Promise.resolve(found.planned));
  // A plan that changes nothing has nothing to apply; every run would leave one.
  if (planned.plan.changes.length + planned.plan.conflicts.length > 0) await savePlan(workspace, planned.file);
  if (request.outputFile !== undefined) await writePlanFile(workspace, request.outputFile, planned.file);
  return planned;
}

export interface PlanDemand {
  readonly options: PlanOptions | ((connection: Connection) => Promise<PlanOptions>);
  readonly withSql?: boolean;
  /** Nobody will look at it: places in files and who changed rows are left out. */
  readonly unseen?: boolean;
}

/** A plan, the documents it was made from, and the connection it was made on. */
export interface PlanAtHand {
  readonly planned: PlannedChanges;
  readonly state: DeclaredState;
  readonly world: World;
  readonly connection: Connection;
}

/**
 * Makes a plan and goes on with its connection. The server reads its tables while the documents are read; still,
 * wrong documents are reported before a missing server.
 */
export async function withPlan<T>(
  workspace: Workspace,
  purpose: "read" | "write",
  request: PlanDemand,
  work: (found: PlanAtHand) => Promise<T>,
): Promise<T> {
  const revision = readRevision(workspace.repository, stateDirectory);
  revision.catch(() => undefined);
  const connecting = workspace.database.connect(purpose);
  const connection = await connecting.catch(async (error: unknown) => {
    await readValidState(workspace);
    throw error;
  });
  try {
    const options = typeof request.options === "function" ? await request.options(connection) : request.options;
    const found = await inTransaction(connection, { mode: "read" }, async () => {
      const observing = readWorld(connection, workspace.kinds);
      observing.catch(() => undefined);
      const state = await readValidState(workspace);
      const world = await observing;
      const planned = await planFrom(
        workspace,
        connection,
        { state, world, revision: await revision, database: workspace.database.describe(purpose) },
        options,
        request,
      );
      return { planned, state, world, connection };
    });
    return await work(found);
  } finally {
    await connection.end();
  }
}

interface PlanSources {
  readonly state: DeclaredState;
  readonly world: World;
  readonly revision: Revision;
  readonly database: string;
}

async function planFrom(
  workspace: Workspace,
  connection: Connection,
  { state, world, revision, database }: PlanSources,
  options: PlanOptions,
  { withSql, unseen }: PlanDemand,
): Promise<PlannedChanges> {
  const decided = decide(workspace, state, world, options);
  const policy = policyInForce(workspace.kinds, world);
  const facts = await readCheckout(workspace, policy, world, revision);
  const checkout = checkoutFindings(policy, facts);
  const plan = unseen
    ? decided
    : await explain(
        workspace,
        connection,
        state,
        withFindings(decided, [...checkout, ...(await unfilledColumns(workspace.kinds, connection, decided.changes))]),
      );
  const sql = withSql
    ? statementsByAddress(workspace.kinds, plan.changes, rowIdsOf(workspace.kinds, world, plan.changes))
    : undefined;
  const containsLastApply = facts.lastApply?.isContained;
  return {
    plan,
    file: planFileOf(plan, fileMeta(workspace, { revision, database }, sql)),
    database,
    revision,
    checkout,
    ...(containsLastApply === undefined ? {} : { containsLastApply }),
    ...(sql ? { sql } : {}),
  };
}

/** Only where there is something to apply from it. */
function withFindings(plan: Plan, checkout: readonly Finding[]): Plan {
  return plan.changes.length === 0 ? plan : { ...plan, findings: [...plan.findings, ...checkout] };
}

/** The decision alone: no places, no attribution. What an apply needs to compare ids. */
export function decide(workspace: Workspace, state: DeclaredState, world: World, options: PlanOptions): Plan {
  checkDatabaseOwner(workspace, world);
  checkOptions(state, world, options);
  const { kinds } = workspace;
  return assemblePlan({
    kinds,
    declared: expandDocuments(kinds, state.documents),
    world,
    options,
    dependenciesOf: dependencyLookup(kinds, state.documents),
  });
}

/** Names given on the command line must exist, or a typing error would plan nothing without a word. */
function checkOptions(state: DeclaredState, world: World, options: PlanOptions): void {
  const isKnown = (address: Address): boolean =>
    world.live.has(address) || world.applied.has(address) || state.documentAt(address) !== undefined;
  const named = [...options.targets, ...options.reverts, ...options.forcedConflicts].map((text) => ({
    text,
    parsed: parseFieldAddress(text),
  }));
  const unknown = named
    .filter(({ parsed }) => parsed === undefined || !isKnown(parsed.address))
    .map(({ text }) => text);
  if (unknown.length === 0) return;
  throw new Failure("V7-P001", `nothing has the address ${unknown.join(", ")}`, {
    next: ["v7 graph lists the addresses"],
  });
}

/** Adds what a person wants to know and no decision rests on: where to edit, and who changed rows outside. */
async function explain(workspace: Workspace, connection: Connection, state: DeclaredState, plan: Plan): Promise<Plan> {
  const drift = await attributed(workspace, connection, plan.drift);
  return {
    ...plan,
    changes: await locateChanges(workspace, state, plan.changes),
    drift,
    findings: [...state.findings, ...plan.findings, ...revertsOfAddedRows(plan)],
  };
}

/** Who changed each row outside v7, where the audit saw it: the latest change of what drifted. */
export async function attributed<Row extends Drift | Conflict>(
  workspace: Workspace,
  connection: Connection,
  rows: readonly Row[],
): Promise<Row[]> {
  const known = await attribute(
    connection,
    rows.flatMap((row) => auditNames(workspace, row)),
  );
  return rows.map((row) => {
    const found = auditNames(workspace, row).flatMap((name) => known.get(recordNameText(name)) ?? []);
    return { ...row, ...found.toSorted((left, right) => (left.changedAt < right.changedAt ? 1 : -1))[0] };
  });
}

function revertsOfAddedRows(plan: Plan): Finding[] {
  return plan.drift
    .filter(({ action, address }) => action === "added" && plan.reverts.includes(address))
    .map(({ address }) => ({
      severity: "warning",
      code: "V7-P013",
      message: `${address} is in no document; v7 never deletes such a row. Adopt it with v7 adopt ${typedAddress(address)}`,
      address,
    }));
}

function fileMeta(
  workspace: Workspace,
  { revision, database }: Pick<PlanSources, "revision" | "database">,
  sql: ReadonlyMap<Address, string> | undefined,
): Parameters<typeof planFileOf>[1] {
  return {
    toolVersion: workspace.version,
    createdAt: workspace.now().toISOString(),
    git: { commit: revision.commit ?? null, branch: revision.branch ?? null, dirty: revision.dirty },
    databaseName: database,
    ...(sql ? { sql } : {}),
  };
}
