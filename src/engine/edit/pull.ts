import { type Address, parseFieldAddress, typedAddress } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { type Finding, findingRows } from "../../model/finding.ts";
import type { PullOutput } from "../../model/output/pull.ts";
import type { Drift, Plan } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import { editState, isCreation, type StateEdit } from "../../workspace/edit-state.ts";
import { setField } from "../../workspace/field-path.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { decide, everything } from "../plan/decide.ts";
import { documentOfRow, rowsLeft, siftRows } from "./row-documents.ts";

export interface PullRequest {
  /** Addresses, with or without `#field`; empty: everything that drifted. */
  readonly addresses: readonly string[];
  /** In conflicts, take the rows' values. */
  readonly theirs: boolean;
}

/**
 * Accepts what the rows say into the documents: changed values, added rows, removed rows. Added rows that nobody
 * named and that make no valid document are left and told; one of them must not hold up the rest. Where rows are left,
 * that is the answer's problem.
 */
export async function pull(workspace: Workspace, { addresses, theirs }: PullRequest): Promise<Answer<PullOutput>> {
  const state = await readValidState(workspace);
  const { plan, world } = await withWorld(workspace, (world) => ({
    world,
    plan: decide(workspace, { state, world }, everything),
  }));
  const accepting = { workspace, state, plan, world, wanted: addressFilter(addresses) };
  const edits = [...acceptDrift(accepting), ...(theirs ? acceptConflicts(accepting) : [])];
  refuseUnanswered(plan, addresses, theirs, edits);
  const { kept, findings, problem } =
    addresses.length === 0 ? sift(workspace, state, edits) : { kept: edits, findings: [], problem: null };
  const edited = await editState(workspace, state, kept);
  return answer({ ...edited, findings: findingRows(findings) }, problem);
}

interface SoundEdits {
  readonly kept: readonly StateEdit[];
  readonly findings: readonly Finding[];
  readonly problem: Failure | null;
}

function sift(workspace: Workspace, state: DeclaredState, edits: readonly StateEdit[]): SoundEdits {
  const [creations, others] = [edits.filter(isCreation), edits.filter((edit) => !isCreation(edit))];
  const { sound, findings } = siftRows(workspace, state, creations);
  return { kept: [...others, ...sound], findings, problem: rowsLeft(findings, creations.length) };
}

type AddressFilter = (address: Address, field?: string) => boolean;

function addressFilter(addresses: readonly string[]): AddressFilter {
  const named = addresses.flatMap((text) => parseFieldAddress(text) ?? []);
  return (address, field) =>
    addresses.length === 0 ||
    named.some(
      (name) => name.address === address && (name.field === undefined || field === undefined || name.field === field),
    );
}

/** What rows say against documents, and which of it is asked for. */
interface DriftAndState {
  readonly workspace: Workspace;
  readonly state: DeclaredState;
  readonly plan: Plan;
  readonly world: World;
  readonly wanted: AddressFilter;
}

function acceptDrift(accepting: DriftAndState): StateEdit[] {
  const { plan, wanted } = accepting;
  return plan.drift.filter(({ address }) => wanted(address)).flatMap((drift) => acceptRow(accepting, drift));
}

function acceptRow({ workspace, world, wanted }: DriftAndState, drift: Drift): StateEdit[] {
  const { address, action } = drift;
  if (action === "removed") return [{ action: "remove", address }];
  if (action === "added") return documentOfRow(workspace.kinds, world.live.get(address));
  const fields = drift.fields.filter(({ field }) => wanted(address, field));
  return fields.length === 0
    ? []
    : [{ action: "edit", address, edits: fields.map(({ field, live }) => setField(field, live)) }];
}

function acceptConflicts({ workspace, state, plan, world, wanted }: DriftAndState): StateEdit[] {
  return plan.conflicts
    .filter(({ address }) => wanted(address))
    .flatMap(({ address, fields }): StateEdit | StateEdit[] => {
      if (!world.live.has(address)) return { action: "remove", address };
      if (!state.documentAt(address)) return documentOfRow(workspace.kinds, world.live.get(address));
      return {
        action: "edit",
        address,
        edits: fields.filter(({ field }) => wanted(address, field)).map(({ field, live }) => setField(field, live)),
      };
    });
}

/** A name that drifted nowhere is a typing error or a conflict; saying nothing would hide it. */
function refuseUnanswered(
  plan: Plan,
  addresses: readonly string[],
  theirs: boolean,
  edits: readonly StateEdit[],
): void {
  const answered = new Set(edits.map(({ address }) => address));
  const open = addresses
    .map((text) => parseFieldAddress(text)?.address ?? text)
    .filter((address) => !answered.has(address));
  const [first] = open;
  if (first === undefined) return;
  const isConflict = plan.conflicts.some(({ address }) => address === first);
  throw new Failure("V7-P019", isConflict ? `${first} is in conflict` : `${first} has not drifted`, {
    next: [isConflict && !theirs ? `v7 pull ${typedAddress(first)} --theirs takes the row's values` : "v7 drift"],
  });
}
