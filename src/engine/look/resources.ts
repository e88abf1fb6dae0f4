import { type Address, compareAddresses } from "../../model/address.ts";
import type { Projection } from "../../model/kind.ts";
import type { Fields } from "../../model/resource.ts";
import type { World } from "../../model/world.ts";
import { project } from "../../plan/projection.ts";
import type { Connection } from "../../postgres/connection.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";

/** What is declared and what there is, and all resources of a kind in both. */
export interface Look {
  readonly state: DeclaredState;
  readonly world: World;
  /** In a transaction that reads. */
  readonly connection: Connection;
  /** The rows as gates see them. */
  readonly projection: Projection;
  /** In order of their addresses: a row as it stands, or as the documents declare it where there is none yet. */
  all(kind: string): ReadonlyMap<Address, Fields>;
}

/** Reads the documents and the rows. Throws V7-D000 for documents that are wrong. */
export async function lookAt<T>(workspace: Workspace, work: (look: Look) => Promise<T> | T): Promise<T> {
  const state = await readValidState(workspace);
  return withWorld(workspace, (world, connection) =>
    work({
      state,
      world,
      connection,
      projection: project({ kinds: workspace.kinds, world, changes: [], records: [] }),
      all: (kind) => resourcesOf(kind, state, world),
    }),
  );
}

function resourcesOf(kind: string, state: DeclaredState, world: World): ReadonlyMap<Address, Fields> {
  const declared = state.declarations().map(({ resource }) => resource);
  const found = new Map(
    [...declared, ...world.live.values()]
      .filter((resource) => resource.kind === kind)
      .map(({ address, fields }) => [address, fields] as const),
  );
  return new Map([...found].toSorted(([left], [right]) => compareAddresses(left, right)));
}

/** A text of a field, or null. */
export function textIn(fields: Fields | undefined, field: string): string | null {
  const value = fields?.[field];
  return typeof value === "string" ? value : null;
}

/** A whole number of a field, or null. */
export function numberIn(fields: Fields | undefined, field: string): number | null {
  const value = fields?.[field];
  return typeof value === "number" ? value : null;
}

/** The texts of a list; none where it is no list. */
export function textsIn(fields: Fields | undefined, field: string): readonly string[] {
  const value = fields?.[field];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The whole numbers of a list; none where it is no list. */
export function numbersIn(fields: Fields | undefined, field: string): readonly number[] {
  const value = fields?.[field];
  return Array.isArray(value) ? value.filter((one) => typeof one === "number") : [];
}
