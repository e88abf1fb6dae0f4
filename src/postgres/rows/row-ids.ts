import { randomUUID } from "node:crypto";
import { type Address, addressOf } from "../../model/address.ts";
import { exitCodes, Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import type { FieldSpec, Registry } from "../../model/kind.ts";
import type { ResourceChange } from "../../model/plan.ts";
import type { LiveResource } from "../../model/snapshot.ts";

/** The primary keys a plan's rows have or will have. */
export interface RowIds {
  /** The id a new row gets, where other rows may name it; undefined: the database chooses. */
  newId(address: Address): string | undefined;
  /** The names of a reference field as ids. A name without a row is a Failure. */
  resolve(spec: FieldSpec, names: Json, owner: Address): Json;
}

/**
 * Ids for references. New rows that others may name get theirs here, before they are inserted, so that rows and
 * references go in by one statement and are audited once. The tables are locked: what the snapshot holds stays true.
 */
export function rowIdsOf(
  registry: Registry,
  live: ReadonlyMap<Address, LiveResource>,
  changes: readonly ResourceChange[],
): RowIds {
  const referenced = new Set(
    registry.kinds.flatMap(({ table }) =>
      (table?.fields ?? []).filter(({ type }) => type === "uuid[]").map(({ references }) => references),
    ),
  );
  const ids = new Map<Address, string>();
  for (const { address, kind, action, movedFrom } of changes) {
    if (action === "create" && referenced.has(kind)) ids.set(address, randomUUID());
    const moved = movedFrom === undefined ? undefined : live.get(movedFrom)?.recordKey;
    if (moved !== undefined) ids.set(address, moved);
  }
  const newIds = new Set(changes.filter(({ action }) => action === "create").map(({ address }) => address));
  return {
    newId: (address) => (newIds.has(address) ? ids.get(address) : undefined),
    resolve: (spec, names, owner) => {
      if (!Array.isArray(names)) return null;
      const segment = registry.byName(spec.references ?? "")?.segment ?? "";
      return names.map((name) => {
        const address = addressOf(segment, String(name));
        return ids.get(address) ?? live.get(address)?.recordKey ?? noRow(owner, address);
      });
    },
  };
}

function noRow(owner: Address, needed: Address): never {
  throw new Failure("V7-P025", `${owner} needs ${needed}, which has no row`, {
    exitCode: exitCodes.refused,
    next: [`v7 plan --revert ${needed} brings a deleted row back`],
  });
}
