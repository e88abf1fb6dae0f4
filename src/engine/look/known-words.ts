import { compareAddresses } from "../../model/address.ts";
import { readState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** The words that name a kind where one is asked for: `Task`, `service`. */
export function kindWords({ kinds }: Pick<Workspace, "kinds">): readonly string[] {
  return kinds.all.map(({ name, part }) => part?.segment ?? name);
}

/** Those of them that have documents of their own. */
export function documentKindWords({ kinds }: Pick<Workspace, "kinds">): readonly string[] {
  return kinds.all.flatMap(({ name, part }) => (part === undefined ? [name] : []));
}

/** The addresses that the documents declare, also where some of them are wrong. */
export async function declaredAddresses(workspace: Workspace): Promise<readonly string[]> {
  const state = await readState(workspace);
  return state
    .declarations()
    .map(({ resource }) => resource.address)
    .toSorted(compareAddresses);
}
