import type { Address } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import { sameJson } from "../../model/json.ts";
import { canonicalFields } from "../../model/values.ts";
import type { AcceptedValue, World } from "../../model/world.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

/**
 * Remembers in the database what documents now have from their rows, so that a row that moves on has drifted and stands
 * against nobody's edit. The applied state stays: another branch, where nobody took the values, must not see them as applied.
 * Answers why it could not, which holds up nobody: null where it did, or where there was nothing to remember.
 */
export async function rememberAccepted(
  workspace: Workspace,
  world: World,
  addresses: readonly Address[],
): Promise<string | null> {
  if (addresses.length === 0) return null;
  try {
    const values = acceptedValues(workspace, await readValidState(workspace), { world, addresses });
    if (values.length === 0) return null;
    await withConnection(workspace, "write", (connection) =>
      inTransaction(connection, { mode: "write" }, () =>
        connection.query(readSql("engine/edit/accept.sql"), [JSON.stringify(values)]),
      ),
    );
    return null;
  } catch (error) {
    if (error instanceof Failure) return `${error.message} [${error.code}]`;
    throw error;
  }
}

interface Taken {
  /** The rows as they were when the documents took them. */
  readonly world: World;
  readonly addresses: readonly Address[];
}

interface TakenValue extends AcceptedValue {
  readonly address: Address;
}

/** Where documents agree with rows, and not with what was applied. */
function acceptedValues({ kinds }: Workspace, state: DeclaredState, { world, addresses }: Taken): TakenValue[] {
  const declared = new Map(state.declarations().map(({ resource }) => [resource.address, resource]));
  return addresses.flatMap((address): TakenValue[] => {
    const resource = declared.get(address);
    const applied = world.applied.get(address)?.fields;
    const live = world.live.get(address)?.fields;
    if (resource === undefined) {
      const isGone = live === undefined && applied !== undefined;
      return isGone ? [{ address, field: null, applied, accepted: null }] : [];
    }
    const kind = kinds.byName(resource.kind);
    if (kind === undefined || live === undefined) return [];
    return Object.entries(canonicalFields(kind, resource.fields)).flatMap(([field, value]) => {
      const last = applied?.[field];
      const isTaken = sameJson(value, live[field] ?? null) && (last === undefined || !sameJson(value, last));
      return isTaken ? [{ address, field, applied: last ?? null, accepted: value }] : [];
    });
  });
}
