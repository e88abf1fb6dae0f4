import type { Address } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan } from "../../model/plan.ts";
import { type PlanFile, planFileOf } from "../../model/plan-file.ts";
import type { World } from "../../model/world.ts";
import type { PlanOptions } from "../../plan/assemble.ts";
import { completionFindings } from "../../plan/completion-proofs.ts";
import { policyInForce } from "../../plan/policy.ts";
import { checkoutFindings, uncommittedText } from "../../plan/preconditions.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { Purpose } from "../../postgres/database.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { rowIdsOf } from "../../postgres/rows/row-ids.ts";
import { statementsByAddress } from "../../postgres/rows/statements.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { headOf, type Revision, revisionOf } from "../../workspace/revision.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import { called, whileCalled, type Workspace } from "../../workspace/workspace.ts";
import { readCheckout } from "./checkout.ts";
import { readProofs } from "./proofs.ts";
import { readTestProofs } from "./test-proofs.ts";
import { decide, type Situation } from "./decide.ts";
import { enumFindings } from "./enum-proofs.ts";
import { explainPlan } from "./explain-plan.ts";
import { unfilledColumns } from "./unfilled-columns.ts";

/** A plan with everything it was decided from, for whoever judges it, shows it or carries it out. */
export interface Proposal extends Situation {
  readonly plan: Plan;
  readonly file: PlanFile;
  readonly state: DeclaredState;
  readonly world: World;
  /** Where the documents lie in git. */
  readonly revision: Revision;
  /** What Policy asks of a checkout that applies, and this one is not. */
  readonly checkout: readonly Finding[];
  /** What is not so as it should be of what the plan moves, and Policy does not ask for. */
  readonly advice: readonly Finding[];
  /** Whether HEAD contains the last apply's commit; null when nothing was applied, or this clone cannot tell. */
  readonly containsLastApply: boolean | null;
}

/** The workspace, and the connection on which work goes on. */
export interface Standing {
  readonly workspace: Workspace;
  readonly connection: Connection;
}

export interface ProposalDemand {
  readonly options: PlanOptions;
  readonly withSql?: boolean | undefined;
  /** Places in files and who changed rows, which take a while: wanted wherever somebody looks at the plan. */
  readonly explained: boolean;
  /** Valid documents to plan with; absent: those of the checkout. */
  readonly state?: DeclaredState | undefined;
}

/**
 * Makes a plan and goes on with its connection. The server reads its tables while the documents are read; still,
 * wrong documents are reported before a missing server.
 */
export async function withProposal<T>(
  workspace: Workspace,
  purpose: Purpose,
  demand: ProposalDemand,
  work: (proposal: Proposal, standing: Standing) => Promise<T>,
): Promise<T> {
  const { database, signal, repository } = workspace;
  const readDocuments = async (): Promise<DeclaredState> => demand.state ?? readValidState(workspace);
  const head = headOf(repository);
  head.catch(() => undefined);
  const connection = await called(signal, () => database.connect(purpose)).catch(async (error: unknown) => {
    signal.throwIfAborted();
    await readDocuments();
    throw error;
  });
  const standing = { workspace, connection };
  return whileCalled(signal, connection, async () => {
    const proposal = await inTransaction(connection, { mode: "read" }, async () => {
      const reading = readWorld(connection, workspace.kinds);
      reading.catch(() => undefined);
      const state = await readDocuments();
      const revision = await revisionOf(repository, await head, state);
      refusePartial(revision);
      const situation = { state, world: await reading };
      return propose(standing, situation, { ...demand, purpose, revision });
    });
    return work(proposal, standing);
  });
}

/** What was never checked out looks like what was removed. */
function refusePartial({ isPartial, uncommitted }: Revision): void {
  if (!isPartial) return;
  throw new Failure("V7-P080", `most of HEAD was never checked out here; ${uncommittedText(uncommitted)}`, {
    next: ["git checkout HEAD -- ., or commit what is meant to go"],
  });
}

interface Circumstances extends ProposalDemand {
  readonly purpose: Purpose;
  readonly revision: Revision;
}

async function propose(standing: Standing, situation: Situation, around: Circumstances): Promise<Proposal> {
  const { workspace } = standing;
  const { revision } = around;
  const decided = decide(workspace, situation, around.options);
  const policy = policyInForce(workspace.kinds, situation.world);
  const facts = await readCheckout(workspace, policy, situation.world, revision);
  const proofs = completionFindings(policy, {
    ...(await readProofs(workspace, decided, situation, policy)),
    tested: await readTestProofs(standing, decided, situation, policy),
  });
  const checkout = [
    ...checkoutFindings(policy, facts),
    ...proofs.asked,
    ...(await enumFindings(standing.connection, decided)),
  ];
  const told = [...checkout, ...proofs.advised];
  const plan = around.explained ? await explained(standing, situation.state, decided, told) : decided;
  return {
    ...situation,
    plan,
    file: fileOf(workspace, plan, situation.world, around),
    revision,
    checkout,
    advice: [...gateAdvice(decided), ...proofs.advised],
    containsLastApply: facts.lastApply?.isContained ?? null,
  };
}

/** What gates say of what moves, and do not hold up. */
function gateAdvice({ changes, findings }: Plan): readonly Finding[] {
  const moved = new Set(changes.map(({ address }) => address));
  return findings.filter(({ code, address }) => code.startsWith("V7-G") && address !== undefined && moved.has(address));
}

/** What stands in the way of applying from here is said only where there is something to apply. */
async function explained(
  standing: Standing,
  state: DeclaredState,
  decided: Plan,
  told: readonly Finding[],
): Promise<Plan> {
  if (decided.changes.length === 0) return explainPlan(standing, state, decided);
  const unfilled = await unfilledColumns(standing.workspace.kinds, standing.connection, decided.changes);
  return explainPlan(standing, state, { ...decided, findings: [...decided.findings, ...told, ...unfilled] });
}

function fileOf(workspace: Workspace, plan: Plan, world: World, around: Circumstances): PlanFile {
  const { commit = null, branch = null, dirty } = around.revision;
  const sql = around.withSql ? statementsOf(workspace, plan, world) : undefined;
  return planFileOf(plan, {
    toolVersion: workspace.version,
    createdAt: workspace.now().toISOString(),
    git: { commit, branch, dirty },
    databaseName: workspace.database.describe(around.purpose),
    ...(sql ? { sql } : {}),
  });
}

function statementsOf({ kinds }: Workspace, { changes }: Plan, world: World): ReadonlyMap<Address, string> {
  return statementsByAddress(kinds, changes, rowIdsOf(kinds, world, changes));
}
