import { Failure } from "../../model/failure.ts";
import type { World } from "../../model/world.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** One database belongs to one repository: the first apply says which. */
export function checkDatabaseOwner({ config }: Workspace, { project }: World): void {
  if (project === undefined || config.project === undefined || config.project === project) return;
  throw new Failure("V7-P015", `the database belongs to the repository with project ${project}, nothing written`, {
    next: ["check v7.yaml project and the database URL"],
  });
}
