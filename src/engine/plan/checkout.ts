import { authorsSince } from "../../git/authors.ts";
import { containsCommit, isOnBranch, readUserEmail } from "../../git/repository.ts";
import type { Plan } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import type { PolicyInForce } from "../../plan/policy.ts";
import type { CheckoutFacts } from "../../plan/preconditions.ts";
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

/** The logins of those who wrote the change; asked for only where it matters who they are. */
export async function loginsOfAuthors(
  workspace: Workspace,
  evidence: PlanEvidence,
  policy: PolicyInForce,
): Promise<ReadonlySet<string>> {
  const matters = evidence.plan.approvals.some(({ distinct }) => distinct);
  return matters ? policy.loginsOfAuthors(await readAuthors(workspace, evidence)) : new Set();
}
