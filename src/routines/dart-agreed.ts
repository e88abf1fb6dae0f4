import { recordAgreed } from "../dart/agreed.ts";
import { agreedNow, compareTasks } from "../dart/compare-tasks.ts";
import type { Sides } from "../dart/sides.ts";
import { readRevision } from "../workspace/revision.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Remembers what both sides agree on, as long as the documents are committed: an edit that is thrown away was no agreement. */
export async function rememberAgreed(workspace: Workspace, sides: Sides): Promise<void> {
  const { dirty } = await readRevision(workspace.repository, sides.state);
  if (!dirty) await recordAgreed(workspace, agreedNow(compareTasks(sides)));
}
