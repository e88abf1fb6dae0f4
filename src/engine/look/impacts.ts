import { type Address, compareAddresses } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { Projection } from "../../model/kind.ts";
import type { ImpactListOutput, ListedImpact } from "../../model/output/impact-list.ts";
import type { Fields } from "../../model/resource.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { lookAt, numberIn, numbersIn, textIn, textsIn } from "./resources.ts";
import { type Risk, riskIn, risks } from "./risk.ts";

/** Which impacts are meant; undefined asks for any. */
export interface ImpactListRequest {
  readonly risk?: Risk | undefined;
  /** The answer. */
  readonly status?: string | undefined;
  /** What is changed. */
  readonly type?: string | undefined;
  readonly workflow?: string | undefined;
  readonly layer?: number | undefined;
  /** The phase's number: of the impact, or of the task it names. */
  readonly phase?: string | undefined;
}

/** Impacts as their rows stand, and as documents declare those that have none yet; the gravest unanswered first. */
export async function listImpacts(
  workspace: Workspace,
  request: ImpactListRequest = {},
): Promise<Answer<ImpactListOutput>> {
  return lookAt(workspace, ({ all, projection }) => {
    const impacts = [...all("Impact")]
      .map(([address, fields]) => listed(address, fields, projection.unproven(address).length > 0))
      .filter((impact) => isMeant(request, impact))
      .toSorted(byGravity);
    return answer({ impacts, unanswered: impacts.filter(isFeared).length });
  });
}

/** How many are high or critical and have no answer, as gates see them. */
export function unansweredImpacts(projection: Projection): number {
  return [...projection.all("Impact")].filter(([address, fields]) =>
    isFeared(listed(address, fields, projection.unproven(address).length > 0)),
  ).length;
}

function listed(address: Address, fields: Fields, drifted: boolean): ListedImpact {
  return {
    address,
    risk: riskIn(fields, "riskAssessment"),
    status: textIn(fields, "approvalStatus") ?? "pending",
    type: textIn(fields, "changeType"),
    description: textIn(fields, "description"),
    detail: fields.changeDetail ?? null,
    workflows: textsIn(fields, "affectedWorkflows"),
    layers: numbersIn(fields, "affectedLayers"),
    mitigation: textIn(fields, "mitigationStrategy"),
    phase: numberIn(fields, "phase"),
    task: textIn(fields, "task"),
    reviewed_by: textsIn(fields, "reviewedByPersonas"),
    drifted,
  };
}

function isMeant({ risk, status, type, workflow, layer, phase }: ImpactListRequest, impact: ListedImpact): boolean {
  return (
    (risk === undefined || impact.risk === risk) &&
    (status === undefined || impact.status === status) &&
    (type === undefined || impact.type === type) &&
    (workflow === undefined || impact.workflows.includes(workflow)) &&
    (layer === undefined || impact.layers.includes(layer)) &&
    (phase === undefined || String(impact.phase) === phase || impact.task?.startsWith(`${phase}.`) === true)
  );
}

/** What keeps gates closed: an answer that somebody wrote past v7 is none. */
function isFeared({ risk, status, drifted }: ListedImpact): boolean {
  return (risk === "critical" || risk === "high") && (status !== "approved" || drifted);
}

function byGravity(left: ListedImpact, right: ListedImpact): number {
  return (
    Number(isFeared(right)) - Number(isFeared(left)) ||
    rankOf(left) - rankOf(right) ||
    compareAddresses(left.address, right.address)
  );
}

function rankOf({ risk }: ListedImpact): number {
  return risk === null ? risks.length : risks.indexOf(risk);
}
