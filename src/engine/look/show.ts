import { type Address, parseFieldAddress, segmentOf, typedAddress } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { ShowPlanOutput } from "../../model/output/show-plan.ts";
import type { FieldSides, ShowOutput } from "../../model/output/show.ts";
import type { Fields } from "../../model/resource.ts";
import { canonicalFields } from "../../model/values.ts";
import type { World } from "../../model/world.ts";
import { resourceIn } from "../../workspace/field-path.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { placeOfResource } from "../plan/change-places.ts";
import { planToday } from "../plan/plan-standing.ts";
import { kindNotes } from "../plan/make-plan.ts";
import { requirePlan } from "../plan/plan-store.ts";
import { type Look, lookAt } from "./resources.ts";

export interface ShowRequest {
  /** An address, the first digits of a plan's id, or a plan file. */
  readonly subject: string;
}

/** A resource or a saved plan, whichever is named. */
export async function show(
  workspace: Workspace,
  { subject }: ShowRequest,
): Promise<Answer<ShowOutput | ShowPlanOutput>> {
  const address = parseFieldAddress(subject)?.address;
  const isAddress = address !== undefined && workspace.kinds.bySegment(segmentOf(address)) !== undefined;
  return isAddress ? showResource(workspace, { address }) : showPlan(workspace, { reference: subject });
}

export interface ShowPlanRequest {
  /** The first digits of a plan's id, or a plan file. */
  readonly reference: string;
}

/** A saved plan: of this clone, else kept in the database. */
export async function showPlan(workspace: Workspace, { reference }: ShowPlanRequest): Promise<Answer<ShowPlanOutput>> {
  const plan = await requirePlan(workspace, reference);
  const { standing, lastApplied } = await planToday(workspace, plan);
  return answer({ plan, standing, kinds: kindNotes(workspace, plan), last_applied: lastApplied });
}

export interface ShowResourceRequest {
  readonly address: Address;
}

/** A resource as its document declares it, as it was last applied and as its row stands. */
export async function showResource(
  workspace: Workspace,
  { address }: ShowResourceRequest,
): Promise<Answer<ShowOutput>> {
  return lookAt(workspace, async (look) => answer(await readSides(workspace, look, address)));
}

/** A resource on its three sides. Throws V7-P001 where there is none. */
export async function readSides(workspace: Workspace, { state, world }: Look, address: Address): Promise<ShowOutput> {
  const document = state.documentAt(address);
  const resource = document && resourceIn(workspace.kinds, document, address);
  const kind = workspace.kinds.byName(
    resource?.kind ?? world.live.get(address)?.kind ?? world.applied.get(address)?.kind ?? "",
  );
  if (!kind) throw nothingAt(address, world);
  const fields = sidesOf({
    declared: resource ? canonicalFields(kind, resource.fields) : {},
    applied: world.applied.get(address)?.fields ?? {},
    live: world.live.get(address)?.fields ?? {},
  });
  const place = document && resource && (await placeOfResource(workspace, document, resource));
  return { address, kind: kind.name, fields, source: place ? `${place.file}:${place.line}` : null };
}

/** What each side says of the fields. */
type Sides = { readonly [side in FieldSides["known_to"][number]]: Fields };

/** A row has every field of its kind; NULL alone is not worth a line. */
function sidesOf(sides: Sides): FieldSides[] {
  const { declared, applied, live } = sides;
  const isKnown = (field: string): boolean => field in declared || field in applied || (live[field] ?? null) !== null;
  const names = [...new Set([...Object.keys(declared), ...Object.keys(applied), ...Object.keys(live)])];
  return names.filter(isKnown).map((field) => ({
    field,
    declared: declared[field] ?? null,
    applied: applied[field] ?? null,
    live: live[field] ?? null,
    known_to: (["declared", "applied", "live"] as const).filter((side) => sides[side][field] !== undefined),
  }));
}

function nothingAt(address: Address, { retired }: World): Failure {
  return retired.has(address)
    ? new Failure("V7-P001", `${address} is out of use`, { next: [`v7 history ${typedAddress(address)}`] })
    : new Failure("V7-P001", `nothing has the address ${address}`, { next: ["v7 graph lists the addresses"] });
}
