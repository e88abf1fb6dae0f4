import { hostname } from "node:os";
import type { Surroundings } from "../consolidate/surroundings.ts";
import { declaredDocuments } from "../workspace/declared.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What consolidation works with. Throws a Failure while documents have errors: what they declare is not known then. */
export async function consolidation(workspace: Workspace): Promise<Surroundings> {
  return { ...workspace, documents: await declaredDocuments(workspace, "refuse"), host: hostname() };
}
