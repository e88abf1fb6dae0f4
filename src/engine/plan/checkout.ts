import { authorsSince } from "../../git/authors.ts";
import { containsCommit, isOnBranch, readUserEmail } from "../../git/repository.ts";
import type { Plan } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import type { PolicyInForce } from "../../plan/policy.ts";
import type { CheckoutFacts } from "../../plan/preconditions.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { DeclaredState } from "../../workspace/state.ts";
import type { Revision } from "../../workspace/revision.ts";
import { stateDirectory } from "../../workspace/state-directory.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** What an apply asks of git about this checkout. */
export async function readCheckout(
  { repository }: Workspace,
  { applyFrom }: PolicyInForce,
  { appliedCommit }: World,
  revision: Revision,
): Promise<CheckoutFacts> {
  const { branch, uncommitted, dirty, commit } = revision;
  const isContained = async (): Promise<boolean | undefined> =>
    appliedCommit === commit || containsCommit(repository, appliedCommit ?? "");
  return {
    branch,
    dirty,
    uncommitted,
    isOnApplyBranch:
      applyFrom.branch === undefined ? undefined : await isOnBranch(repository, revision, applyFrom.branch),
    lastApply: appliedCommit === undefined ? undefined : { commit: appliedCommit, isContained: await isContained() },
  };
}

/** What a plan is judged by. */
export interface PlanEvidence {
  readonly plan: Plan;
  readonly world: World;
  readonly state: DeclaredState;
  /** Where the documents lie in git. */
  readonly revision: Revision;
}

/**
 * Who wrote what the plan changes: the addresses of the commits that touched its documents since the last apply, and
 * the person here where the documents are not committed. A removed document has no file any more; then it is everybody
 * who touched the declared state.
 */
async function readAuthors({ repository }: Workspace, evidence: PlanEvidence): Promise<string[]> {
  const { plan, state, world, revision } = evidence;
  const files = plan.changes.map(({ address }) => state.documentAt(address)?.source.file);
  const paths = files.every((file) => file !== undefined) ? [...new Set(files)] : [stateDirectory];
  const own = revision.dirty ? await readUserEmail(repository) : undefined;
  const authors = revision.commit === undefined ? [] : await authorsSince(repository, world.appliedCommit, paths);
  return own === undefined ? authors : [...authors, own];
}

/** Who wrote what a plan changes, as far as it matters. */
export interface Authors {
  /** Their logins. */
  readonly logins: ReadonlySet<string>;
  /** The agent among them that this session speaks for. */
  readonly ownAgent: string | null;
}

export const nobody: Authors = { logins: new Set(), ownAgent: null };

/** Who wrote the change; asked for only where it matters who they are. In a running transaction. */
export async function readPlanAuthors(
  { workspace, connection }: { readonly workspace: Workspace; readonly connection: Connection },
  evidence: PlanEvidence,
  policy: PolicyInForce,
): Promise<Authors> {
  if (!evidence.plan.approvals.some(({ distinct }) => distinct)) return nobody;
  const emails = await readAuthors(workspace, evidence);
  const known = policy.loginsOfAuthors(emails);
  const agents = policy.agentsAmong(emails);
  if (agents.length === 0) return { logins: known, ownAgent: null };
  const values = [agents, evidence.plan.planId];
  const { rows } = await connection.query<AgentRow>(readSql("engine/plan/agents.sql"), values);
  const members = rows.flatMap(({ approvers }) => approvers);
  return { logins: new Set([...known, ...members]), ownAgent: rows.find(({ applies }) => applies)?.persona ?? null };
}

interface AgentRow {
  readonly persona: string;
  /** Whether this session speaks for it. */
  readonly applies: boolean;
  /** Its logins that approved the plan, also by membership. */
  readonly approvers: readonly string[];
}
