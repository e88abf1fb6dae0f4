import { type Address, parseFieldAddress, typedAddress } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { type Finding, findingRows } from "../../model/finding.ts";
import { isAttachedText } from "../../model/kind.ts";
import type { PullOutput } from "../../model/output/pull.ts";
import { correctMoves, type Drift, type DriftField, isDecidable, type Plan } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import { editState, isCreation, type StateEdit } from "../../workspace/edit-state.ts";
import { takeField } from "../../workspace/field-path.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { decide, everything } from "../plan/decide.ts";
import { rememberAccepted } from "./accept.ts";
import { documentOfRow, rowsLeft, siftRows } from "./row-documents.ts";
import { siftEdits, valuesLeft } from "./sift-edits.ts";

export interface PullRequest {
  /** Addresses, with or without `#field`; empty: everything that drifted. */
  readonly addresses: readonly string[];
  /** In conflicts, take the rows' values. */
  readonly theirs: boolean;
}

/**
 * Accepts what the rows say into the documents: changed values, added rows, removed rows. What makes no valid document is left
 * and told, value by value; one of them must not hold up the rest. Where something is left, that is the answer's problem.
 */
export async function pull(workspace: Workspace, { addresses, theirs }: PullRequest): Promise<Answer<PullOutput>> {
  const state = await readValidState(workspace);
  const { plan, world } = await withWorld(workspace, (world) => ({
    world,
    plan: decide(workspace, { state, world }, everything),
  }));
  const accepting = { workspace, state, plan, world, wanted: addressFilter(addresses) };
  const edits = [...acceptDrift(accepting), ...(theirs ? acceptConflicts(accepting) : [])];
  const attached = attachedTexts(accepting, theirs);
  refuseUnanswered(plan, addresses, { theirs, answered: [...edits, ...attached].map(({ address = "" }) => address) });
  const { kept, findings, problem } = await sift(accepting, edits, { attached, isNamed: addresses.length > 0 });
  const edited = await editState(workspace, state, kept);
  const drifted = edited.files.length === 0 ? [] : [...plan.drift, ...plan.conflicts].map(({ address }) => address);
  const forgotten = await rememberAccepted(workspace, world, drifted);
  return answer({ ...edited, findings: findingRows(findings), forgotten }, problem);
}

interface SoundEdits {
  readonly kept: readonly StateEdit[];
  readonly findings: readonly Finding[];
  readonly problem: Failure | null;
}

interface SiftRequest {
  /** What is left already. */
  readonly attached: readonly Finding[];
  /** Rows that somebody named must become documents, or nothing is done. */
  readonly isNamed: boolean;
}

async function sift(
  { workspace, state }: DriftAndState,
  edits: readonly StateEdit[],
  { attached, isNamed }: SiftRequest,
): Promise<SoundEdits> {
  const [creations, others] = [edits.filter(isCreation), edits.filter((edit) => !isCreation(edit))];
  const rows = isNamed ? { sound: creations, findings: [] } : siftRows(workspace, state, creations);
  const values = await siftEdits({ workspace, state, creations: rows.sound }, others);
  const left = [...attached, ...values.findings];
  const count = others.reduce((sum, edit) => sum + (edit.action === "edit" ? edit.edits.length : 1), attached.length);
  return {
    kept: [...values.kept, ...rows.sound],
    findings: [...rows.findings, ...left],
    problem: together(rowsLeft(rows.findings, creations.length), valuesLeft(left, count)),
  };
}

/** One problem of two. */
function together(rows: Failure | null, values: Failure | null): Failure | null {
  if (rows === null || values === null) return rows ?? values;
  return new Failure(rows.code, `${rows.message}; ${values.message}`, {
    findings: [...rows.findings, ...values.findings],
    next: [...new Set([...rows.next, ...values.next])],
  });
}

/** A script's text is reviewed as a file beside its hash; no row writes it. */
function attachedTexts({ workspace, plan, wanted }: DriftAndState, theirs: boolean): Finding[] {
  const drifted = [...plan.drift, ...(theirs ? plan.conflicts : [])];
  return drifted.flatMap(({ address, kind: name, fields }) => {
    const kind = workspace.kinds.byName(name);
    const texts = fields.filter(({ field }) => kind && isAttachedText(kind, field) && wanted(address, field));
    return texts.map(({ field }): Finding => ({
      severity: "error",
      code: "V7-P085",
      message: `${field} stays as declared: it is the text of a file, which v7 does not write from a row`,
      address,
    }));
  });
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
  return takeFields({ workspace, wanted }, drift);
}

/** The fields that are asked for, as the row has them. */
function takeFields(
  { workspace, wanted }: Pick<DriftAndState, "workspace" | "wanted">,
  { address, kind: name, fields }: Pick<Drift, "address" | "kind"> & { readonly fields: readonly LiveField[] },
): StateEdit[] {
  const kind = workspace.kinds.byName(name);
  const taken = fields.filter(({ field }) => wanted(address, field) && !(kind && isAttachedText(kind, field)));
  if (taken.length === 0) return [];
  return [{ action: "edit", address, edits: taken.map(({ field, live }) => takeField(kind, field, live)) }];
}

type LiveField = Pick<DriftField, "field" | "live">;

function acceptConflicts({ workspace, state, plan, world, wanted }: DriftAndState): StateEdit[] {
  return plan.conflicts
    .filter((conflict) => isDecidable(conflict) && wanted(conflict.address))
    .flatMap(({ address, kind, fields }): StateEdit | StateEdit[] => {
      if (!world.live.has(address)) return { action: "remove", address };
      if (!state.documentAt(address)) return documentOfRow(workspace.kinds, world.live.get(address));
      return takeFields({ workspace, wanted }, { address, kind, fields });
    });
}

/** A name that drifted nowhere is a typing error or a conflict; saying nothing would hide it. */
function refuseUnanswered(
  plan: Plan,
  addresses: readonly string[],
  { theirs, answered }: { readonly theirs: boolean; readonly answered: readonly Address[] },
): void {
  const open = addresses
    .map((text) => parseFieldAddress(text)?.address ?? text)
    .filter((address) => !answered.includes(address));
  const [first] = open;
  if (first === undefined) return;
  const conflict = plan.conflicts.find(({ address }) => address === first);
  if (conflict && !isDecidable(conflict))
    throw new Failure("V7-P019", `no row's value settles it: ${conflict.message}`, { next: [correctMoves] });
  const isConflict = conflict !== undefined;
  throw new Failure("V7-P019", isConflict ? `${first} is in conflict` : `${first} has not drifted`, {
    next: [isConflict && !theirs ? `v7 pull ${typedAddress(first)} --theirs takes the row's values` : "v7 drift"],
  });
}
