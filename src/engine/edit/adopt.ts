import { type Address, compareAddresses, parseFieldAddress, segmentOf, typedAddress } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { DocumentSource } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import { findingRows } from "../../model/finding.ts";
import { type Kind, kindCalled, type Kinds } from "../../model/kind.ts";
import type { AdoptOutput } from "../../model/output/adopt.ts";
import type { LiveResource, World } from "../../model/world.ts";
import { editState } from "../../workspace/edit-state.ts";
import { expandDocuments, readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { checkDatabaseOwner } from "../plan/owner.ts";
import { rememberAccepted } from "./accept.ts";
import { documentOfRow, rowsLeft, siftRows } from "./row-documents.ts";

export interface AdoptRequest {
  /** Whole kinds (`Task`, `task`, `tasks`) or addresses. */
  readonly topics: readonly string[];
}

/**
 * Writes documents for rows that no document declares and no apply wrote. Rows that make no valid document are left and
 * named, and so are those that name them: one bad row of thousands holds up nobody else's, and running again goes on with
 * what is left. That some were left is the answer's problem. Everything written was validated before the first file.
 */
export async function adopt(workspace: Workspace, { topics }: AdoptRequest): Promise<Answer<AdoptOutput>> {
  const selections = topics.map((topic) => readTopic(workspace.kinds, topic));
  const state = await readValidState(workspace);
  const declared = new Map(
    expandDocuments(workspace.kinds, state.documents).map(({ address, source }) => [address, source]),
  );
  const world = await withWorld(workspace, (read) => read);
  checkDatabaseOwner(workspace, world);
  for (const { address } of selections) if (address !== undefined) refuseUnadoptable(declared, world, address);
  const rows = undeclaredRows(declared, world);
  const meant = new Set(rows.filter((row) => selections.some((selection) => isMeant(selection, row))));
  const creations = [...meant].flatMap((row) => documentOfRow(workspace.kinds, row));
  const { sound, findings, wanted } = siftRows(workspace, state, creations);
  const { files, changed, diffs } = await editState(workspace, state, sound);
  const needed = rows.filter((row) => !meant.has(row) && wanted.has(row.address)).map(({ address }) => address);
  const problem = rowsLeft(findings, meant.size, needed.length > 0 ? [adoptFirst(needed)] : undefined);
  const forgotten = await rememberAccepted(workspace, world, changed);
  return answer({ files, adopted: changed, findings: findingRows(findings), diffs, forgotten }, problem);
}

/** One word of the command line: a kind, or an address of one. */
interface Topic {
  readonly kind: Kind;
  /** Undefined: all of the kind. */
  readonly address: Address | undefined;
}

function readTopic(kinds: Kinds, topic: string): Topic {
  const { address, field } = parseFieldAddress(topic) ?? {};
  const kind = address === undefined ? kindCalled(kinds, topic) : kinds.ofAddress(address);
  if (kind === undefined || field !== undefined) throw unknownTopic(kinds, topic);
  if (kind.table === undefined) throw withoutTable(kind);
  return { kind, address };
}

function isMeant({ kind, address }: Topic, row: LiveResource): boolean {
  return address === undefined ? row.kind === kind.name : row.address === address;
}

function unknownTopic({ all }: Kinds, topic: string): Failure {
  const names = all.filter(({ table }) => table !== undefined).map(({ name }) => name);
  return new Failure("V7-P060", `${topic} is no kind and no resource's address`, {
    next: [`v7 adopt ${names[0] ?? "KIND"} takes all rows of a kind; kinds are ${names.join(", ")}`, "v7 drift"],
  });
}

function withoutTable({ name }: Kind): Failure {
  return new Failure("V7-P061", `a ${name} has no row of its own: there is nothing to adopt`, {
    next: [`v7 explain ${name}`],
  });
}

/** An address that was typed must have a row to adopt; saying nothing would hide a typing error. */
function refuseUnadoptable(declared: ReadonlyMap<Address, DocumentSource>, world: World, address: Address): void {
  const source = declared.get(address);
  if (source) {
    const { file, line } = source;
    throw new Failure("V7-P062", `${address} has a document: ${file}:${line}`, {
      next: [`v7 show ${typedAddress(address)}`],
    });
  }
  if (world.applied.has(address)) {
    throw new Failure("V7-P063", `${address} was declared and its document is gone`, {
      next: ["bring the document back with git", "v7 plan shows what its absence means"],
    });
  }
  if (world.live.has(address)) return;
  throw new Failure("V7-P001", `nothing has the address ${address}`, {
    next: ["v7 drift lists rows without a document"],
  });
}

const shownAddresses = 3;

function adoptFirst(addresses: readonly Address[]): string {
  const shown =
    addresses.length > shownAddresses ? [...new Set(addresses.map(segmentOf))] : addresses.map(typedAddress);
  return `v7 adopt ${shown.join(" ")} takes what it names; then run it again, or name both at once`;
}

/** Rows that no document declares and no apply wrote, in the order people read them. */
function undeclaredRows(declared: ReadonlyMap<Address, unknown>, world: World): LiveResource[] {
  return [...world.live.values()]
    .filter(({ address }) => !world.applied.has(address) && !declared.has(address))
    .toSorted((left, right) => compareAddresses(left.address, right.address));
}
