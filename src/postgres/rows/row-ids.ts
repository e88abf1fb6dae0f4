import { randomUUID } from "node:crypto";
import { type Address, addressOf } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import type { FieldSpec, Kinds } from "../../model/kind.ts";
import type { ResourceChange } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";

/** The primary keys a plan's rows have or will have. */
export interface RowIds {
  /** The id a new row gets, where other rows may name it; undefined: the database chooses. */
  newId(address: Address): string | undefined;
  /** The names of a reference field as ids. A name without a row is a Failure. */
  resolve(spec: FieldSpec, names: Json, owner: Address): Json;
  /** A name whose id the server looks up must have a row, or the column would silently be emptied. */
  requireRow(spec: FieldSpec, name: string, owner: Address): void;
  /** True when a row was taken out of use and comes back by being created. */
  isRetired(address: Address): boolean;
}

/**
 * Ids for references. New rows that others may name get theirs here, before they are inserted, so that rows and
 * references go in by one statement and are audited once. The tables are locked: what the snapshot holds stays true.
 */
export function rowIdsOf(
  kinds: Kinds,
  { live, retired }: Pick<World, "live" | "retired">,
  changes: readonly ResourceChange[],
): RowIds {
  const referenced = new Set(
    kinds.all.flatMap(({ table }) =>
      (table?.fields ?? []).filter(({ type }) => type === "uuid[]").map(({ references }) => references),
    ),
  );
  const ids = new Map<Address, string>();
  for (const { address, kind, action, movedFrom } of changes) {
    if (action === "create" && referenced.has(kind)) ids.set(address, randomUUID());
    const moved = movedFrom === undefined ? undefined : live.get(movedFrom)?.recordKey;
    if (moved !== undefined) ids.set(address, moved);
  }
  const present = new Set(changes.flatMap(({ address, action }) => (action === "delete" ? [] : [address])));
  const newIds = new Set(changes.filter(({ action }) => action === "create").map(({ address }) => address));
  const addressIn = ({ references }: FieldSpec, name: string): Address =>
    addressOf(kinds.byName(references ?? "")?.segment ?? "", name);
  return {
    newId: (address) => (newIds.has(address) && !retired.has(address) ? ids.get(address) : undefined),
    isRetired: (address) => retired.has(address),
    requireRow: (spec, name, owner) => {
      const address = addressIn(spec, name);
      if (!live.has(address) && !present.has(address)) noRow(owner, address);
    },
    resolve: (spec, names, owner) => {
      if (!Array.isArray(names)) return null;
      return names.map((name) => {
        const address = addressIn(spec, String(name));
        return ids.get(address) ?? live.get(address)?.recordKey ?? noRow(owner, address);
      });
    },
  };
}

function noRow(owner: Address, needed: Address): never {
  throw new Failure("V7-P025", `${owner} needs ${needed}, which has no row`, {
    next: [`v7 plan --revert ${needed} brings a deleted row back`],
  });
}
