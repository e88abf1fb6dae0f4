import type { GivenApproval } from "../../model/approval.ts";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { RequiredApproval } from "../../model/plan.ts";
import { approversOf, missingApprovals, personasOf } from "../../plan/approval-check.ts";
import { type PolicyInForce, policyInForce } from "../../plan/policy.ts";
import type { Connection } from "../../postgres/connection.ts";
import { type PlanEvidence, readPlanAuthors } from "../plan/checkout.ts";
import type { Standing } from "../plan/proposal.ts";

/** Ties the attempt to the running transaction and answers the approvals of its plan; they are used up with it. */
export async function admit(connection: Connection, applyId: string): Promise<GivenApproval[]> {
  return (await connection.query<GivenApproval>(readSql("engine/approvals/admit.sql"), [applyId])).rows;
}

/**
 * Nobody's say is skipped: exit 3, naming who is missing, for what, and what they run. Where nothing can tell people apart
 * nobody is held up, and the personas that were asked and have not agreed are the answer. An agent carries out nothing that
 * it wrote itself and that Policy wants distinct people for, whoever agreed. In a running transaction.
 */
export async function checkApprovals(
  { workspace, connection }: Standing,
  evidence: PlanEvidence,
  given: readonly GivenApproval[],
): Promise<readonly string[]> {
  const { plan, world } = evidence;
  if (plan.approvals.length === 0) return [];
  if (!workspace.database.separatesLogins) return personasOf(missingApprovals(plan.approvals, given, () => false));
  const policy = policyInForce(workspace.kinds, world);
  const { logins: authors, ownAgent } = await readPlanAuthors({ workspace, connection }, evidence, policy);
  if (ownAgent !== null) throw agentsOwn(evidence, ownAgent);
  const missing = missingApprovals(plan.approvals, given, (login) => authors.has(login));
  if (missing.length > 0) throw approvalsMissing({ planId: plan.planId, missing, policy, authors });
  return [];
}

function agentsOwn({ plan }: PlanEvidence, agent: string): Failure {
  const concerned = new Set(plan.approvals.flatMap(({ distinct, addresses }) => (distinct ? addresses : [])));
  const [first = "", ...more] = concerned;
  const what = more.length === 0 ? first : `${first} and ${more.length} more`;
  return new Failure("V7-P092", `${agent} is an agent and wrote what the plan does to ${what}; nothing written`, {
    next: [`a person or CI, by another login, runs: v7 apply ${plan.planId.slice(0, 6)} --approved`],
  });
}

interface Lacking {
  readonly planId: string;
  readonly missing: readonly RequiredApproval[];
  readonly policy: PolicyInForce;
  /** The logins of those who wrote the change. */
  readonly authors: ReadonlySet<string>;
}

function approvalsMissing(lacking: Lacking): Failure {
  const { missing } = lacking;
  const personas = personasOf(missing);
  const count = `${personas.length} approval${personas.length === 1 ? "" : "s"} missing`;
  return new Failure("V7-P003", `${count}, nothing written`, {
    next: [
      ...missing.map((approval) => `${approval.persona}, for: ${subjectOf(approval)}`),
      ...personas.map((persona) => whoApproves(persona, lacking)),
    ],
  });
}

/** `task/1.2, task/1.3 (policy/default#approvals[0])` */
function subjectOf({ addresses, rule, distinct }: RequiredApproval): string {
  const shown = addresses.slice(0, 3).join(", ");
  const more = addresses.length > 3 ? ` and ${addresses.length - 3} more` : "";
  return `${shown}${more} (${rule}${distinct ? ", not by its author" : ""})`;
}

function whoApproves(persona: string, { planId, missing, policy, authors }: Lacking): string {
  if (policy.loginsOf(persona).length === 0)
    return `${persona} has no login yet: declare identities.postgres of the Persona, and apply that first`;
  const logins = approversOf(persona, missing, { policy, authors });
  if (logins.length === 0) return `${persona} wrote the change: somebody else must write or approve it`;
  return `${logins.join(" or ")} runs: v7 approve ${planId.slice(0, 6)}`;
}
