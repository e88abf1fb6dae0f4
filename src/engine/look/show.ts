import { type Address, typedAddress } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import type { World } from "../../model/world.ts";
import type { FieldSides } from "../../model/sides.ts";
import { canonicalFields } from "../../model/values.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { placeOfResource } from "../plan/change-places.ts";
import { resourceIn } from "../../workspace/field-path.ts";
import { readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

export interface ResourceSides {
  readonly address: Address;
  readonly kind: string;
  /** `state/tasks/1.1.yaml:1`. */
  readonly source?: string;
  readonly fields: readonly FieldSides[];
}

/** A resource as its document declares it, as it was last applied and as its row stands. */
export async function showResource(workspace: Workspace, address: Address): Promise<ResourceSides> {
  const state = await readValidState(workspace);
  const world = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => readWorld(connection, workspace.kinds)),
  );
  const document = state.documentAt(address);
  const resource = document && resourceIn(workspace.kinds, document, address);
  const kind = workspace.kinds.byName(
    resource?.kind ?? world.live.get(address)?.kind ?? world.applied.get(address)?.kind ?? "",
  );
  if (!kind) throw nothingAt(address, world);
  const declared = resource ? canonicalFields(kind, resource.fields) : {};
  const applied = world.applied.get(address)?.fields ?? {};
  const live = world.live.get(address)?.fields ?? {};
  const isKnown = (field: string): boolean => field in declared || field in applied || (live[field] ?? null) !== null;
  const fields = [...new Set([...Object.keys(declared), ...Object.keys(applied), ...Object.keys(live)])].filter(
    isKnown,
  );
  const place = document && resource && (await placeOfResource(workspace, document, resource));
  return {
    address,
    kind: kind.name,
    ...(place ? { source: `${place.file}:${place.line}` } : {}),
    fields: fields.map((field) => ({
      field,
      ...side("declared", declared[field]),
      ...side("applied", applied[field]),
      ...side("live", live[field]),
    })),
  };
}

function nothingAt(address: Address, { retired }: World): Failure {
  return retired.has(address)
    ? new Failure("V7-P001", `${address} is out of use`, { next: [`v7 history ${typedAddress(address)}`] })
    : new Failure("V7-P001", `nothing has the address ${address}`, { next: ["v7 graph lists the addresses"] });
}

function side(name: string, value: Json | undefined): { readonly [side: string]: Json } {
  return value === undefined ? {} : { [name]: value };
}
