import { type Address, compareAddresses, parseFieldAddress, segmentOf, typedAddress } from "../../model/address.ts";
import type { DocumentSource } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import type { FileEdit } from "../../model/file-edit.ts";
import type { Kind, Kinds } from "../../model/kind.ts";
import type { LiveResource, World } from "../../model/world.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { checkDatabaseOwner } from "../plan/owner.ts";
import { editState } from "../../workspace/edit-state.ts";
import { documentOfRow, rowsLeft, siftRows } from "./row-documents.ts";
import { expandDocuments, readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

/** What became of rows without a document. */
export interface Adopted {
  readonly files: readonly FileEdit[];
  readonly adopted: readonly Address[];
  /** Why the other rows got none, an address each. */
  readonly findings: readonly Finding[];
  /** Present when rows were left: exit 1. */
  readonly failure?: Failure;
}

/**
 * Writes documents for rows that no document declares and no apply wrote: of whole kinds (`Task`, `task`, `tasks`) or
 * at addresses. Rows that make no valid document are left and named, and so are those that name them: one bad row of
 * thousands holds up nobody else's, and running again goes on with what is left. Everything written was validated
 * before the first file.
 */
export async function adopt(workspace: Workspace, topics: readonly string[]): Promise<Adopted> {
  const selections = topics.map((topic) => readTopic(workspace.kinds, topic));
  const state = await readValidState(workspace);
  const declared = new Map(
    expandDocuments(workspace.kinds, state.documents).map(({ address, source }) => [address, source]),
  );
  const world = await readSnapshot(workspace);
  checkDatabaseOwner(workspace, world);
  for (const { address } of selections) if (address !== undefined) refuseUnadoptable(declared, world, address);
  const rows = undeclaredRows(declared, world);
  const meant = new Set(rows.filter((row) => selections.some((selection) => isMeant(selection, row))));
  const creations = [...meant].flatMap((row) => documentOfRow(workspace.kinds, row));
  const { sound, findings, wanted } = siftRows(workspace.kinds, state, creations);
  const { files, changed } = await editState(workspace, state, sound);
  const needed = rows.filter((row) => !meant.has(row) && wanted.has(row.address)).map(({ address }) => address);
  const failure = rowsLeft(findings, meant.size, needed.length > 0 ? [adoptFirst(needed)] : undefined);
  return { files, adopted: changed, findings, ...(failure ? { failure } : {}) };
}

/** One word of the command line: a kind, or an address of one. */
interface Selection {
  readonly kind: Kind;
  readonly address?: Address;
}

function readTopic(kinds: Kinds, topic: string): Selection {
  const { address, field } = parseFieldAddress(topic) ?? {};
  const kind = address === undefined ? kinds.all.find((known) => isCalled(known, topic)) : kinds.ofAddress(address);
  if (kind === undefined || field !== undefined) throw unknownTopic(kinds, topic);
  if (kind.table === undefined) throw withoutTable(kind);
  return address === undefined ? { kind } : { kind, address };
}

/** `Task`, `task`, `tasks`; `Policy`, `policies`. */
function isCalled({ name, segment }: Kind, word: string): boolean {
  return [name.toLowerCase(), segment, `${segment}s`, segment.replace(/y$/, "ies")].includes(word.toLowerCase());
}

function isMeant({ kind, address }: Selection, row: LiveResource): boolean {
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

async function readSnapshot(workspace: Workspace): Promise<World> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => readWorld(connection, workspace.kinds)),
  );
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
