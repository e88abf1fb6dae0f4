import { type PassedOverEvent, progress } from "../model/work-event.ts";
import { scanFiles } from "../files/scan/scan.ts";
import { Failure } from "../model/failure.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { recordCommits } from "./record-commits.ts";

/**
 * Records the commits and registers the files that nobody has yet. What is refused is told, and keeps nobody from going
 * on with what is known.
 */
export async function catchUp(workspace: Workspace): Promise<void> {
  workspace.tell(progress("record", {}));
  if (workspace.repository.isGit) await attempt("record", () => recordCommits(workspace), workspace);
  await attempt("scan", () => scanFiles(workspace), workspace);
}

async function attempt(
  part: PassedOverEvent["part"],
  work: () => Promise<unknown>,
  { tell }: Workspace,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell({ type: "passed-over", part, code: error.code, message: error.message });
  }
}
