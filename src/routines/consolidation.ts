import { hostname } from "node:os";
import type { Surroundings } from "../consolidate/surroundings.ts";
import { readValidState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What consolidation works with. Throws a Failure while documents have errors: what they declare is not known then. */
export async function consolidation(workspace: Workspace): Promise<Surroundings> {
  const { documents } = await readValidState(workspace);
  return { ...workspace, documents, host: hostname() };
}
