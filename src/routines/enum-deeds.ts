import { changeRow, hazardRows } from "../enums/prepare/output.ts";
import { declaredChange } from "../enums/prepare/declared-change.ts";
import { carryOutDeed, type CarriedOut } from "../enums/deed/carry-out.ts";
import { type Analyzed, gatherStatistics } from "../enums/deed/analyze.ts";
import type { EnumDeed } from "../enums/deed/deed.ts";
import type { Direction } from "../enums/enum-change.ts";
import { rememberBegin, rememberDone, rememberUndone } from "../enums/deed/remembered.ts";
import { changeOfDeed, deedOfChange } from "../enums/deed/sealed-deed.ts";
import { refuseCollisions } from "../enums/prepare/collisions.ts";
import { type Hazard, refuseHazards } from "../enums/prepare/hazards.ts";
import { targetNamed } from "../enums/targets.ts";
import { admitDeed, keepSealed, sealDeed } from "../engine/approvals/sealed-plan.ts";
import { type Answer, answer } from "../model/answer.ts";
import { deedTowards } from "../model/deed.ts";
import { enumAddress } from "../model/enum-name.ts";
import { Failure } from "../model/failure.ts";
import type { JsonObject } from "../model/json.ts";
import type { EnumDeedOutput } from "../model/output/enum-deed.ts";
import type { PlanFile } from "../model/plan-file.ts";
import { editState, requireDocument } from "../workspace/edit-state.ts";
import { setField } from "../workspace/field-path.ts";
import { readValidState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type PlannedDeed, planDeed } from "./enum-deed-plan.ts";

export interface EnumDeedRequest {
  readonly direction: Direction;
  /** The enum's name, as its document has it, or a plan that was made: a file or the first digits of its id. */
  readonly subject: string;
  /** Consent: `--approved`. */
  readonly approved: boolean;
  /** Hazards that the plan accepts, by code. */
  readonly accepted: readonly string[];
}

/**
 * Plans a deed on an enum's target and carries it out where somebody approved: a sealed plan, in one transaction of the target, with a
 * proof. Without approval nothing is changed. Throws what preparing and carrying out throw; V7-E068 for a deed whose time it is not.
 */
export async function enumDeed(workspace: Workspace, request: EnumDeedRequest): Promise<Answer<EnumDeedOutput>> {
  const state = await readValidState(workspace);
  const address = enumAddress(request.subject);
  if (state.documentAt(address) === undefined) {
    // What looks like no plan is a name that is mistyped.
    if (!/^[0-9a-f]+$|\.json$/.test(request.subject)) requireDocument(state, address);
    return carryOut(workspace, request.subject, request);
  }
  const declared = await declaredChange(workspace, request.subject);
  const planned = await planDeed(workspace, declared, request);
  const file = await sealDeed(workspace, {
    changes: [changeOfDeed(planned.deed)],
    conflicts: [],
    detail: detailOf(planned),
  });
  const output = plannedOutput(workspace, { file, ...planned });
  try {
    refuseCollisions(planned.deed.change, planned.collisions);
    refuseHazards(planned.deed.address, planned.hazards, request.accepted);
  } catch (error) {
    if (error instanceof Failure) return answer(output, error);
    throw error;
  }
  await keepSealed(workspace, file);
  if (!request.approved) return answer(output);
  return carryOut(workspace, file.plan_id, request, planned.hazards);
}

/** Carries out what was approved. Whatever happens, v7 remembers how it ended, or that nobody knows. */
async function carryOut(
  workspace: Workspace,
  reference: string,
  { direction, approved }: EnumDeedRequest,
  hazards: readonly Hazard[] = [],
): Promise<Answer<EnumDeedOutput>> {
  const admitted = await admitDeed(workspace, {
    deed: deedTowards("EnumMigration", direction),
    plan: reference,
    approved,
  });
  const { file, plan } = admitted;
  const [change] = plan.changes;
  const deed = change === undefined ? undefined : deedOfChange(plan.planId, change);
  if (deed === undefined || deed.direction !== direction) throw otherPlan(direction);
  const target = targetNamed(workspace, deed.change.target);
  await rememberBegin(workspace, deed);
  const origin = { lineage: plan.lineage, project: workspace.config.project };
  const done = await carryOutDeed(workspace, target, deed, origin).catch(async (error: unknown) => {
    // Where nobody knows, it stays open: the next command asks the target.
    if (!(error instanceof Failure && error.code === "V7-E065")) await rememberUndone(workspace, deed.id);
    throw error;
  });
  await rememberDone(workspace, target.name, done);
  const analyzed = done.isNew ? await gatherStatistics(workspace, target, deed) : [];
  const files = await sayInDocument(workspace, deed);
  const planned = plannedOutput(workspace, { file, deed, hazards, why: "" });
  return answer({ ...planned, ...doneOutput(done, analyzed), files });
}

/** What people read before they agree: what the hazards are about, and why it is done so. */
function detailOf({ hazards, why }: PlannedDeed): JsonObject {
  return { why, hazards: hazards.map(({ code, objects }) => ({ code, objects: [...objects] })) };
}

function otherPlan(direction: Direction): Failure {
  return new Failure("V7-K011", `this is no plan to ${direction} an enum`, {
    next: [`v7 enum ${direction} NAME`, "v7 plans"],
  });
}

const statusAfter: { readonly [direction in Direction]: string } = {
  implement: "implemented",
  rollback: "rolled_back",
  retire: "retired",
};

/** The document follows what is true by now; a plan and an apply take it into the row, as `pull` has them do. */
async function sayInDocument(workspace: Workspace, { address, direction }: EnumDeed): Promise<readonly string[]> {
  const state = await readValidState(workspace);
  if (state.documentAt(address) === undefined) return [];
  const edits = [setField("status", statusAfter[direction])];
  return (await editState(workspace, state, [{ action: "edit", address, edits }])).files;
}

interface Shown extends Omit<PlannedDeed, "collisions"> {
  readonly file: PlanFile;
}

function plannedOutput(workspace: Workspace, { file, deed, hazards, why }: Shown): EnumDeedOutput {
  return {
    plan_id: file.plan_id,
    ...changeRow({ change: deed.change, choice: { strategy: deed.strategy, why } }),
    direction: deed.direction,
    is_done: false,
    is_new: false,
    locked_ms: null,
    retries: 0,
    proof: null,
    counts: [],
    hazards: hazardRows(hazards, deed.accepted),
    steps: [],
    approvals_required: file.approvals_required,
    advisory: !workspace.database.separatesLogins,
    files: [],
  };
}

/** What was gathered is told in one line; what was not, is left to do. */
function statisticsSteps(analyzed: readonly Analyzed[]): readonly string[] {
  const gathered = analyzed.filter(({ why }) => why === undefined).map(({ table }) => table);
  return [
    ...(gathered.length === 0 ? [] : [`statistics were gathered anew: ${gathered.join(", ")}`]),
    ...analyzed.flatMap(({ table, why }) =>
      why === undefined ? [] : [`ANALYZE ${table}: its statistics could not be gathered (${why})`],
    ),
  ];
}

function doneOutput({ entry, isNew, lockedFor, retries }: CarriedOut, analyzed: readonly Analyzed[]) {
  const proof = entry.detail["proof"] as { readonly of?: "rows" | "catalogue"; readonly counts?: unknown } | undefined;
  const counts = (proof?.counts ?? []) as readonly { column: string; label: string | null; count: number }[];
  return {
    is_done: true,
    is_new: isNew,
    locked_ms: lockedFor === null ? null : Math.round(lockedFor),
    retries,
    proof: proof?.of ?? null,
    counts: counts.map(({ column, label, count }) => ({ column, value: label, rows: count })),
    steps: [...(changesValues(entry) ? voidSteps(entry) : []), ...statisticsSteps(analyzed)],
  };
}

/** The end of a change takes away what nobody uses; only where both words were there beside each other do columns change then. */
function changesValues({ direction, strategy }: CarriedOut["entry"]): boolean {
  return direction !== "retire" || strategy === "compat";
}

function voidSteps({ at }: CarriedOut["entry"]): string[] {
  return [
    `dumps of the target that were begun before ${at} are void`,
    "have its clients reconnect: their pools keep the plans and types of before",
  ];
}
