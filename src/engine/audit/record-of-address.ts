import type { Address } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import { resourceName } from "../../model/kind.ts";
import type { LiveResource, World } from "../../model/world.ts";
import type { RecordName } from "../../postgres/attribution.ts";
import type { Connection } from "../../postgres/connection.ts";
import { keyParts } from "../../postgres/rows/column-sql.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { auditNames } from "./audit-names.ts";

/** A resource with the names under which the audit keeps its changes. */
export interface RecordOfAddress {
  readonly names: readonly RecordName[];
  /** Without fields where its row is gone. */
  readonly live: LiveResource;
}

/** Finds what has an address, or had it. Throws a Failure for an address that nothing ever had. */
export async function findRecord(workspace: Workspace, address: Address): Promise<RecordOfAddress> {
  const live = await withWorld(
    workspace,
    async (world, connection) =>
      world.live.get(address) ??
      asGone(workspace, world, address) ??
      (await findRemoved(workspace, connection, address)),
  );
  if (live?.recordKey === undefined)
    throw new Failure("V7-P001", `nothing has the address ${address}`, { next: ["v7 graph lists the addresses"] });
  const { kind, recordKey } = live;
  return { names: auditNames(workspace, { address, kind, recordKey }), live };
}

/** A row that is gone still has its history. */
function asGone({ kinds }: Workspace, world: World, address: Address): LiveResource | undefined {
  const applied = world.applied.get(address);
  if (applied) return { ...applied, fields: {} };
  const kind = kinds.ofAddress(address);
  const recordKey = world.retired.get(address);
  if (!kind || recordKey === undefined) return undefined;
  return { address, kind: kind.name, name: resourceName(kind, address), fields: {}, recordKey };
}

/** What was removed by an apply is known to the audit alone, by its key. */
async function findRemoved(
  { kinds }: Workspace,
  connection: Connection,
  address: Address,
): Promise<LiveResource | undefined> {
  const kind = kinds.ofAddress(address);
  if (!kind) return undefined;
  const gone = { address, kind: kind.name, name: resourceName(kind, address), fields: {} };
  if (!kind.table) return { ...gone, recordKey: address };
  const { rows } = await connection.query<{ record_key: string }>(readSql("engine/audit/find-record.sql"), [
    kind.table.name,
    JSON.stringify(keyParts(kind.table, address)),
  ]);
  return rows[0] && { ...gone, recordKey: rows[0].record_key };
}
