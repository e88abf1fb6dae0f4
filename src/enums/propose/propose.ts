import { type Answer, answer } from "../../model/answer.ts";
import { comparedLabels } from "../scan/alike.ts";
import { documentAddress, type Kind } from "../../model/kind.ts";
import { Failure } from "../../model/failure.ts";
import type { EnumProposeOutput } from "../../model/output/enum-propose.ts";
import type { ScannedEnum } from "../../model/output/enum-scan.ts";
import { typedWord } from "../../model/typed-word.ts";
import { type DocumentCreation, editState } from "../../workspace/edit-state.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { scanTarget } from "../scan/scan.ts";
import { targetNamed } from "../targets.ts";
import { chosenEnums } from "./choose.ts";
import { type MappedGroup, mapValues, type Member } from "./map-values.ts";
import { inOrder, plansOf, type ProposedPlan, staysAsItIs } from "./plans.ts";
import { refuseNothing, refusePlanned, refuseUnsure } from "./refuse.ts";

export interface EnumProposeRequest {
  /** A name under `targets` of v7.yaml; undefined: the only one. */
  readonly target: string | undefined;
  /** A group's number, or an enum's name. */
  readonly group: string;
  /** Members that are left as they are. */
  readonly without: readonly string[];
  /** What labels become, by the label. */
  readonly map: ReadonlyMap<string, string>;
  /** What the enum is called afterwards; undefined: as the member that stays. */
  readonly becomes: string | undefined;
  /** How much can go wrong: nobody may approve a plan that does not say it. */
  readonly risk?: string | undefined;
  /** Values may compare in another order. */
  readonly reorder: boolean;
  /** As of a scan. */
  readonly largest?: number | undefined;
}

/**
 * Scans a target and writes a plan for each enum of a group, most rows first: one keeps its name, values and order, and the others
 * become it. What cannot be said for sure is refused: labels without a value (V7-E016), another order (V7-E017), functions that
 * would have one signature (V7-E018). Nothing is written then.
 */
export async function proposeEnums(
  workspace: Workspace,
  request: EnumProposeRequest,
): Promise<Answer<EnumProposeOutput>> {
  const target = targetNamed(workspace, request.target ?? onlyTarget(workspace));
  const state = await readValidState(workspace);
  const scan = await scanTarget(workspace, target, request);
  const chosen = chosenEnums(scan, request);
  const members = inOrder(chosen, (member) => isWhole(member, chosen));
  const mapped = mappedBy(target.name, members, request);
  refuseUnsure(target, members, mapped, request);
  const plans = plansOf({
    target: target.name,
    schema: target.schema,
    members,
    becomes: request.becomes,
    mapped,
    risk: request.risk,
  });
  refuseNothing(plans, request);
  const kind = enumKind(workspace);
  refusePlanned(state, kind, plans, target);
  const edits = plans.map((plan) => creationOf(kind, plan));
  const { files, changed, diffs } = await editState(workspace, state, edits);
  return answer({
    target: target.name,
    enums: plans.map((plan) => proposed(kind, plan)),
    file: files[0] ?? null,
    files,
    changed,
    diffs,
    commit: null,
    apply: null,
  });
}

function onlyTarget({ config }: Workspace): string {
  const names = Object.keys(config.targets);
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  const message = names.length === 0 ? "v7.yaml names no target" : `v7.yaml names ${names.length} targets: say which`;
  throw new Failure("V7-E001", message, {
    next: names.length === 0 ? ["v7 explain V7-E001"] : names.map((name) => `v7 enum propose ${name} GROUP`),
  });
}

/** Whether it has a label for every label of the others. */
function isWhole(member: ScannedEnum, all: readonly ScannedEnum[]): boolean {
  const own = new Set(comparedLabels(labelsOf(member)));
  return all.every((other) => comparedLabels(labelsOf(other)).every((label) => own.has(label)));
}

function labelsOf({ values }: ScannedEnum): readonly string[] {
  return values.map(({ value }) => value);
}

function mappedBy(
  target: string,
  members: readonly ScannedEnum[],
  { map }: Pick<EnumProposeRequest, "map">,
): MappedGroup {
  const [stays, ...others] = members.map((one): Member => ({ name: one.name, labels: labelsOf(one) }));
  if (stays === undefined)
    throw new Failure("V7-E014", "every enum of the group was left out", { next: ["leave out fewer"] });
  const known = new Set([...stays.labels, ...others.flatMap(({ labels }) => labels)]);
  const unknown = [...map.keys()].filter((label) => !known.has(label));
  if (unknown.length === 0) return mapValues(stays, others, map);
  throw new Failure("V7-E016", `no enum of the group has the label ${unknown.join(", ")}; no document was written`, {
    next: [`labels are written as the catalogue has them: v7 enum scan ${typedWord(target)} --all`],
  });
}

function enumKind({ kinds }: Workspace): Kind {
  const kind = kinds.byName("EnumPlan");
  if (kind === undefined) throw new Error("the kind EnumPlan is not registered");
  return kind;
}

function creationOf(kind: Kind, { name, fields }: ProposedPlan): DocumentCreation {
  return { action: "create", address: documentAddress(kind, name), kind, fields, original: undefined };
}

function proposed(kind: Kind, plan: ProposedPlan): EnumProposeOutput["enums"][number] {
  const { name, map, reorder, fields } = plan;
  return {
    address: documentAddress(kind, name),
    becomes: String(fields.targetName),
    rows: plan.enum.rows,
    stays: staysAsItIs(plan),
    values: [...map].map(([value, becomes]) => ({ value, becomes })),
    reorder,
  };
}
