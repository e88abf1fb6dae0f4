import type { PassedOverEvent, Tell } from "../model/work-event.ts";
import { recordHistory } from "../journal/record.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { scanFiles } from "../files/scan/scan.ts";
import { Failure } from "../model/failure.ts";

/**
 * Records the commits and registers the files that nobody has yet. What is refused is told, and keeps nobody from going
 * on with what is known.
 */
export async function catchUp(workspace: Workspace, tell: Tell): Promise<void> {
  if (workspace.repository.isGit) await attempt("record", () => recordHistory(workspace), tell);
  await attempt("scan", () => scanFiles(workspace), tell);
}

async function attempt(part: PassedOverEvent["part"], work: () => Promise<unknown>, tell: Tell): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell({ type: "passed-over", part, code: error.code, message: error.message });
  }
}
