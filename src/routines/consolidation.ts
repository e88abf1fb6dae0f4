import { hostname } from "node:os";
import type { Surroundings } from "../consolidate/surroundings.ts";
import { readValidState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What consolidation works with. Throws a Failure while documents have errors: what they declare is not known then. */
export async function consolidation(workspace: Workspace): Promise<Surroundings> {
  const { documents } = await readValidState(workspace);
  const { repository, config, redactor, signal } = workspace;
  return {
    repository,
    config,
    redactor,
    signal,
    now: () => workspace.now(),
    actor: () => workspace.actor(),
    connect: (purpose) => workspace.connect(purpose),
    documents,
    host: hostname(),
  };
}
