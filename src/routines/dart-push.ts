import { withLostCreations } from "../dart/lost-creations.ts";
import { planPush, type PushPlan } from "../dart/push-plan.ts";
import { sendAll, type Sent, type SentAll, whilePushing } from "../dart/send-push.ts";
import { readSides, type Sides } from "../dart/sides.ts";
import { admitDeed, keepSealed, sealDeed } from "../engine/approvals/sealed-plan.ts";
import type { Address } from "../model/address.ts";
import { type Answer, answer } from "../model/answer.ts";
import { deeds } from "../model/deed.ts";
import { Failure } from "../model/failure.ts";
import { findingRows } from "../model/finding.ts";
import { sameJson } from "../model/json.ts";
import type { DartPushOutput } from "../model/output/dart-push.ts";
import type { ResourceChange } from "../model/plan.ts";
import type { PlanFile } from "../model/plan-file.ts";
import { editState, type StateEdit } from "../workspace/edit-state.ts";
import { setField } from "../workspace/field-path.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { rememberAgreed } from "./dart-agreed.ts";

export interface DartPushRequest {
  /** A plan file or an id prefix; absent: it is planned now. */
  readonly plan: string | undefined;
  readonly approved: boolean;
  /** Tasks whose document counts in a conflict. */
  readonly forced: readonly Address[];
}

/**
 * Plans what DART lacks, and sends it where somebody approved: a sealed plan, sent under a lock after both sides were read again.
 * Without approval nothing is sent. Ids and addresses of what is new in DART are written into its documents.
 */
export async function dartPush(workspace: Workspace, request: DartPushRequest): Promise<Answer<DartPushOutput>> {
  if (request.plan !== undefined) return send(workspace, request.plan, request);
  const sides = await withLostCreations(await readSides(workspace));
  await rememberAgreed(workspace, sides);
  const plan = await planPush(workspace, sides, request);
  const file = await sealDeed(workspace, { ...plan, detail: { forced: [...request.forced] } });
  if (plan.conflicts.length > 0) return answer(outputOf(workspace, { file, plan }), inConflict(plan));
  if (plan.changes.length === 0) return finish(workspace, sides, { file, plan, sent: { sent: [], problem: null } });
  await keepSealed(workspace, file);
  if (!request.approved) return answer(outputOf(workspace, { file, plan }));
  return send(workspace, file.plan_id, request);
}

async function send(
  workspace: Workspace,
  reference: string,
  { approved }: DartPushRequest,
): Promise<Answer<DartPushOutput>> {
  const { file, plan: sealed } = await admitDeed(workspace, { deed: deeds.DartPush, plan: reference, approved });
  refuseOtherPlans(sealed.changes);
  return whilePushing(workspace, async () => {
    const sides = await withLostCreations(await readSides(workspace));
    const plan = await planPush(workspace, sides, { forced: forcedBy(file) });
    if (plan.conflicts.length > 0) return answer(outputOf(workspace, { file, plan }), inConflict(plan));
    refuseStale(plan.changes, sealed.changes);
    const sent = await sendAll(workspace, sides, plan.changes);
    return finish(workspace, sides, { file, plan, sent });
  });
}

function refuseOtherPlans(changes: readonly ResourceChange[]): void {
  if (changes.every(({ kind }) => kind === "DartPush")) return;
  throw new Failure("V7-K011", "this is no plan of a push to DART", { next: ["v7 dart push", "v7 apply PLAN"] });
}

function forcedBy({ detail }: PlanFile): readonly Address[] {
  const forced = detail?.["forced"];
  return Array.isArray(forced) ? forced.map(String) : [];
}

/** What is left of a plan that was sent in part is part of it; anything else was not agreed to. */
function refuseStale(changes: readonly ResourceChange[], sealed: readonly ResourceChange[]): void {
  const other = changes.find(
    ({ address, action, before, after }) =>
      !sealed.some(
        (one) =>
          one.address === address &&
          one.action === action &&
          sameJson(one.before, before) &&
          sameJson(one.after, after),
      ),
  );
  if (other === undefined) return;
  throw new Failure("V7-J015", `${other.address} is not what was planned any more; nothing was sent`, {
    next: ["v7 dart push"],
  });
}

function inConflict({ conflicts }: PushPlan): Failure {
  const names = conflicts.map(({ address }) => address).join(", ");
  return new Failure("V7-J012", `both sides moved: ${names}; nothing was sent`, {
    next: ["v7 dart pull --theirs takes DART's values", "v7 dart push --force-conflicts ADDRESS sends the document's"],
  });
}

interface Pushed {
  readonly file: PlanFile;
  readonly plan: PushPlan;
  readonly sent?: SentAll;
}

/** Writes the ids of what is in DART by now into the documents that lack them. */
async function finish(
  workspace: Workspace,
  { state, tasks }: Sides,
  pushed: Pushed & { readonly sent: SentAll },
): Promise<Answer<DartPushOutput>> {
  const { sent, problem } = pushed.sent;
  const edits = tasks.flatMap(({ address, live, isLinked }): StateEdit[] => {
    const known = live ?? sent.find((one) => one.address === address);
    if (known === undefined || isLinked) return [];
    return [{ action: "edit", address, edits: [setField("dartTaskId", known.id), setField("dartTaskUrl", known.url)] }];
  });
  const { files } = await editState(workspace, state, edits);
  return answer({ ...outputOf(workspace, pushed), files }, problem);
}

function outputOf(workspace: Workspace, { file, plan, sent }: Pushed): DartPushOutput {
  return {
    plan_id: file.plan_id,
    is_sent: sent !== undefined,
    changes: plan.changes.map((change) => changeRow(change, sent?.sent ?? [])),
    conflicts: plan.conflicts.map(({ address, message, fields }) => ({
      address,
      message,
      fields: fields.map(({ field, declared, applied, live }) => ({ field, declared, agreed: applied, live })),
    })),
    findings: findingRows(plan.findings),
    approvals_required: file.approvals_required,
    advisory: !workspace.database.separatesLogins,
    files: [],
  };
}

function changeRow(
  { address, action, fields }: ResourceChange,
  sent: readonly Sent[],
): DartPushOutput["changes"][number] {
  const done = sent.find((one) => one.address === address);
  return {
    address,
    action: action === "create" ? "create" : "update",
    fields: fields.map(({ field, before, after }) => ({ field, before, after })),
    outcome: done?.outcome ?? null,
    url: done?.url ?? null,
  };
}
