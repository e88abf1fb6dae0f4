import { admitDeed, keepSealed, sealDeed } from "../engine/approvals/sealed-plan.ts";
import {
  changeOfAction,
  type OwnProgram,
  type QueuedAction,
  readAction,
  requireAllowed,
  runProgram,
} from "../meta/actions/run-action.ts";
import { type Answer, answer } from "../model/answer.ts";
import { deeds } from "../model/deed.ts";
import { Failure } from "../model/failure.ts";
import type { EnrichRunOutput } from "../model/output/enrich-run.ts";
import type { PlanFile } from "../model/plan-file.ts";
import { policyInForce } from "../plan/policy.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { withWorld } from "../workspace/world.ts";

export interface RunActionRequest {
  /** The action's number in the queue. */
  readonly id: number;
  readonly approved: boolean;
  readonly own: OwnProgram;
}

/**
 * Plans what an action would run, and runs it where somebody approved. What Policy allows is read again then, and the action too. Throws
 * Failures: V7-A004, V7-A005, V7-A007, and those of approvals; a program that fails is the answer's problem (V7-A008).
 */
export async function runAction(workspace: Workspace, request: RunActionRequest): Promise<Answer<EnrichRunOutput>> {
  const planned = await allowedAction(workspace, request.id);
  const file = await sealDeed(workspace, { changes: [changeOfAction(planned)], conflicts: [], detail: {} });
  await keepSealed(workspace, file);
  if (!request.approved) return answer(outputOf(workspace, planned, file));
  await admitDeed(workspace, { deed: deeds.EnrichAction, plan: file.plan_id, approved: true });
  const action = await allowedAction(workspace, request.id);
  const ran = await withConnection(workspace, "write", (connection) =>
    runProgram(workspace, connection, { action, own: request.own }),
  );
  return answer({ ...outputOf(workspace, action, file), is_run: true, ...ran }, problemOf(action, ran.exit_code));
}

async function allowedAction(workspace: Workspace, id: number): Promise<QueuedAction> {
  return withWorld(workspace, async (world, connection) => {
    const action = await readAction(connection, id);
    requireAllowed(action.argv, policyInForce(workspace.kinds, world).commands);
    return action;
  });
}

function outputOf(workspace: Workspace, { id, title, argv }: QueuedAction, file: PlanFile): EnrichRunOutput {
  return {
    action: Number(id),
    title,
    argv: [...argv],
    plan_id: file.plan_id,
    approvals_required: file.approvals_required,
    advisory: !workspace.database.separatesLogins,
    is_run: false,
    run_id: null,
    exit_code: null,
  };
}

function problemOf({ id, argv }: QueuedAction, exit: number | null): Failure | null {
  if (exit === 0) return null;
  const how = exit === null ? "did not run to its end" : `ended with ${exit}`;
  return new Failure("V7-A008", `action ${id}: ${argv.join(" ")} ${how}`, { next: [`v7 enrich run ${id} --approved`] });
}
