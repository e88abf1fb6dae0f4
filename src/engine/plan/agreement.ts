import type { GivenApproval } from "../../model/approval.ts";
import { deedOf } from "../../model/deed.ts";
import { sha256 } from "../../model/digest.ts";
import type { PlanOutput } from "../../model/output/plan.ts";
import type { PlanStanding } from "../../model/output/show-plan.ts";
import type { Plan } from "../../model/plan.ts";
import type { PlanFile } from "../../model/plan-file.ts";
import type { World } from "../../model/world.ts";
import { approversOf, missingApprovals, personasOf } from "../../plan/approval-check.ts";
import { massDeletes } from "../../plan/mass-delete.ts";
import { policyInForce } from "../../plan/policy.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inOwnTransaction, inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type Authors, nobody, readPlanAuthors } from "./checkout.ts";
import type { Proposal, Standing } from "./proposal.ts";

/** What the database knows of a plan. */
export interface PlanRecord {
  readonly approvals: readonly GivenApproval[];
  /** Since when people are asked about it; ISO 8601, UTC. */
  readonly askedAt: string | null;
  /** The plan that its author asks about instead. */
  readonly replacedBy: string | null;
  /** The apply that carried it out last. */
  readonly appliedBy: string | null;
  /** The attempt that was refused last. */
  readonly refused: PlanStanding["refused"];
}

const unrecorded: PlanRecord = { approvals: [], askedAt: null, replacedBy: null, appliedBy: null, refused: null };

/** A plan of this checkout, with what the database knows of it: asked only where somebody must agree. */
export async function readAgreement({ workspace, connection }: Standing, proposal: Proposal): Promise<Agreement> {
  const { plan, world } = proposal;
  const policy = policyInForce(workspace.kinds, world);
  const asked = async (): Promise<[PlanRecord, Authors]> => [
    await readPlanRecord(connection, plan.planId),
    workspace.database.separatesLogins ? await readPlanAuthors({ workspace, connection }, proposal, policy) : nobody,
  ];
  const [record, { logins: authors }] =
    plan.approvals.length > 0 ? await inTransaction(connection, { mode: "read" }, asked) : [unrecorded, nobody];
  return agreementOn(workspace, { plan, world, record, authors });
}

/** What the database knows of a plan; reads in the running transaction. */
export async function readPlanRecord(connection: Connection, planId: string): Promise<PlanRecord> {
  const { rows } = await connection.query<RecordRow>(readSql("engine/plan/agreement.sql"), [planId]);
  const [row] = rows;
  if (row === undefined) return unrecorded;
  const { approvals, asked_at: askedAt, replaced_by: replacedBy, applied_by: appliedBy, refused } = row;
  return { approvals: approvals ?? [], askedAt, replacedBy, appliedBy, refused };
}

interface RecordRow {
  readonly approvals: readonly GivenApproval[] | null;
  readonly asked_at: string | null;
  readonly replaced_by: string | null;
  readonly applied_by: string | null;
  readonly refused: PlanStanding["refused"];
}

/** Who has agreed to a plan, who is missing, and what to type next. */
export type Agreement = Pick<PlanOutput, "approvals" | "missing" | "approvers" | "asked_at" | "next">;

export interface Judged {
  readonly plan: Plan;
  readonly world: World;
  readonly record: PlanRecord;
  /** The logins of those who wrote the change, where the checkout tells. */
  readonly authors: ReadonlySet<string>;
}

/** Works out who must still agree, and who can. */
export function agreementOn(workspace: Workspace, { plan, world, record, authors }: Judged): Agreement {
  const policy = policyInForce(workspace.kinds, world);
  const missing = missingApprovals(plan.approvals, record.approvals, (login) => authors.has(login));
  const personas = personasOf(missing);
  return {
    approvals: record.approvals.map(({ persona, approved_by, approved_at }) => ({ persona, approved_by, approved_at })),
    missing: personas,
    approvers: Object.fromEntries(
      personas.map((persona) => [persona, approversOf(persona, missing, { policy, authors })]),
    ),
    asked_at: record.askedAt,
    next: nextStep(workspace, { plan, world, record, isComplete: personas.length === 0 }),
  };
}

/** The command that goes on from here; null where there is nothing to do, or something stands in the way. */
function nextStep(
  { database }: Workspace,
  { plan, world, record, isComplete }: Omit<Judged, "authors"> & { readonly isComplete: boolean },
): string | null {
  const { changes, gates, conflicts, planId } = plan;
  if (changes.length === 0 || gates.length + conflicts.length > 0) return null;
  const id = planId.slice(0, 6);
  if (isComplete || !database.separatesLogins) {
    const counts = massDeletes(changes, world).map(({ count }) => count);
    const allowed = counts.length === 0 ? "" : ` --allow-mass-delete ${Math.max(...counts)}`;
    return `${deedOf(changes)?.carriedOutBy ?? "v7 apply"} ${id} --approved${allowed}`;
  }
  return record.askedAt === null ? ["v7 plan --ask", ...optionWords(plan)].join(" ") : `v7 approve ${id}`;
}

/** The flags that make the same plan again. */
function optionWords({ targets, reverts, forcedConflicts }: Plan): string[] {
  const flags = { target: targets, revert: reverts, "force-conflicts": forcedConflicts };
  return Object.entries(flags).flatMap(([flag, values]) => values.map((value) => `--${flag} ${value}`));
}

/**
 * Keeps a plan in the database for those who must agree to it. The one that its author asked about from this checkout before
 * is asked about no more. Answers since when people are asked.
 */
export async function askAbout(
  { redactor, system, repository }: Workspace,
  connection: Connection,
  { file, actor }: { readonly file: PlanFile; readonly actor: string },
): Promise<string> {
  // Where it lies is nobody else's business: only that it is the same.
  const checkout = sha256(`${system.hostName()}\n${repository.root}`).slice(0, 12);
  const { rows } = await inOwnTransaction(connection, () =>
    connection.query<{ asked_at: string }>(readSql("engine/plan/ask.sql"), [redactor.sealed(file), actor, checkout]),
  );
  const [row] = rows;
  if (row === undefined) throw new Error("a plan that was asked about has no time");
  return row.asked_at;
}
