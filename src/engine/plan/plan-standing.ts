import { Failure } from "../../model/failure.ts";
import type { PlanStanding, ShowPlanOutput } from "../../model/output/show-plan.ts";
import type { Plan } from "../../model/plan.ts";
import { type PlanFile, planOf } from "../../model/plan-file.ts";
import type { World } from "../../model/world.ts";
import { lastApplied } from "../../plan/last-applied.ts";
import { type Obstacle, obstacleTo } from "../../plan/plan-standing.ts";
import { policyInForce } from "../../plan/policy.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { agreementOn, type PlanRecord, readPlanRecord } from "./agreement.ts";

/** What the database says of a plan that was made earlier. */
export interface PlanToday {
  /** Null where the database cannot be asked: the plan itself is told all the same. */
  readonly standing: PlanStanding | null;
  readonly lastApplied: ShowPlanOutput["last_applied"];
}

/** How a plan that was made earlier stands now. */
export async function planToday(workspace: Workspace, file: PlanFile): Promise<PlanToday> {
  try {
    return await withWorld(workspace, async (world, connection) => {
      const plan = planOf(file);
      const record = await readPlanRecord(connection, plan.planId);
      const standing = standingIn(workspace, { file, plan, world, record });
      return { standing, lastApplied: lastApplied(plan.changes, world) };
    });
  } catch (error) {
    if (error instanceof Failure) return { standing: null, lastApplied: null };
    throw error;
  }
}

interface Looked {
  readonly file: PlanFile;
  readonly plan: Plan;
  readonly world: World;
  readonly record: PlanRecord;
}

function standingIn(workspace: Workspace, { file, plan, world, record }: Looked): PlanStanding {
  const { kinds } = workspace;
  const obstacle = obstacleTo({ plan, createdAt: file.created_at }, { kinds, world, now: workspace.now() });
  const { status, because } = standingOf(obstacle, record);
  const agreement = agreementOn(workspace, { plan, world, record, authors: new Set() });
  const { planLifetimeMs } = policyInForce(kinds, world);
  return {
    status,
    because,
    applied_by: record.appliedBy,
    advisory: !workspace.database.separatesLogins,
    ...agreement,
    next: status === "open" ? agreement.next : status === "applied" ? null : "v7 plan",
    expires_at: planLifetimeMs === undefined ? null : expiry(file.created_at, planLifetimeMs),
    refused: record.refused,
  };
}

function expiry(createdAt: string, lifetimeMs: number): string {
  return new Date(Date.parse(createdAt) + lifetimeMs).toISOString();
}

/** The same change may come again after it was applied and taken back: only what no longer fits was applied. */
function standingOf(
  obstacle: Obstacle | undefined,
  { appliedBy, replacedBy }: PlanRecord,
): Pick<PlanStanding, "status" | "because"> {
  if (obstacle?.status === "stale" && appliedBy !== null)
    return { status: "applied", because: `apply ${appliedBy.slice(0, 6)} carried it out` };
  if (obstacle !== undefined) return { status: obstacle.status, because: obstacleText(obstacle) };
  return replacedBy === null
    ? { status: "open", because: null }
    : { status: "replaced", because: `plan ${replacedBy.slice(0, 6)} is asked about instead` };
}

/** Why a plan could not be carried out, in words. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.status) {
    case "foreign":
      return "it was made for another database";
    case "stale":
      return staleText(obstacle.rows);
    case "expired":
      return "it was made longer ago than Policy's planTtl";
    case "closed":
      return obstacle.gates.map(({ message, code }) => `${message} [${code}]`).join("; ");
  }
}

function staleText(rows: readonly string[]): string {
  if (rows.length === 0) return "Policy asks others, or gates opened, since it was made";
  const more = rows.length > 3 ? ` and ${rows.length - 3} more` : "";
  return `${rows.slice(0, 3).join(", ")}${more} changed since it was made`;
}
