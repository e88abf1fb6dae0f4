import { type Address, compareAddresses, nameOf } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { FileplanListOutput, ListedFilePlan } from "../../model/output/fileplan-list.ts";
import type { Fields } from "../../model/resource.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { lookAt, numberIn, textIn, textsIn } from "./resources.ts";

/** How far a file may be, from the first step to the last. */
export const fileSteps = [
  "pending_assessment",
  "assessed",
  "designed",
  "approved",
  "implementing",
  "testing",
  "migrated",
  "retired",
] as const;

/** Which file plans are meant; undefined asks for any. */
export interface FilePlanListRequest {
  readonly status?: (typeof fileSteps)[number] | undefined;
  /** The least impact score. */
  readonly impact?: number | undefined;
  /** The phase's number: of the plan, or of the task it names. */
  readonly phase?: string | undefined;
}

/** File plans as their rows stand, and as documents declare those that have none yet: what is least far and weighs most first. */
export async function listFilePlans(
  workspace: Workspace,
  request: FilePlanListRequest = {},
): Promise<Answer<FileplanListOutput>> {
  return lookAt(workspace, ({ all, projection }) => {
    const plans = [...all("FilePlan")]
      .map(([address, fields]) => listed(address, fields, projection.unproven(address).length > 0))
      .filter((plan) => isMeant(request, plan))
      .toSorted(byStep);
    return answer({ fileplans: plans, open: plans.filter(isOpen).length });
  });
}

function listed(address: Address, fields: Fields, drifted: boolean): ListedFilePlan {
  return {
    address,
    path: nameOf(address),
    status: textIn(fields, "workflowStatus") ?? fileSteps[0],
    target_name: textIn(fields, "targetName"),
    impact_score: numberIn(fields, "impactScore"),
    test_status: textIn(fields, "testStatus"),
    phase: numberIn(fields, "phase"),
    task: textIn(fields, "task"),
    reviewed_by: textsIn(fields, "reviewedBy"),
    drifted,
  };
}

function isMeant({ status, impact, phase }: FilePlanListRequest, plan: ListedFilePlan): boolean {
  return (
    (status === undefined || plan.status === status) &&
    (impact === undefined || (plan.impact_score ?? 0) >= impact) &&
    (phase === undefined || String(plan.phase) === phase || plan.task?.startsWith(`${phase}.`) === true)
  );
}

function isOpen({ status }: ListedFilePlan): boolean {
  return status !== "migrated" && status !== "retired";
}

function byStep(left: ListedFilePlan, right: ListedFilePlan): number {
  return (
    stepOf(left) - stepOf(right) ||
    (right.impact_score ?? 0) - (left.impact_score ?? 0) ||
    compareAddresses(left.address, right.address)
  );
}

function stepOf({ status }: ListedFilePlan): number {
  return fileSteps.findIndex((step) => step === status);
}
