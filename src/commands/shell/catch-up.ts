import { recordHistory } from "../../engine/record.ts";
import type { Workspace } from "../../engine/workspace.ts";
import { scanFiles } from "../../files/scan.ts";
import { Failure } from "../../model/failure.ts";
import { escapeControls } from "../../render/escape.ts";

/**
 * Records the commits and registers the files that nobody has yet. What is refused is told, and keeps nobody from going
 * on with what is known.
 */
export async function catchUp(workspace: Workspace, tell: (text: string) => void): Promise<void> {
  if (workspace.repository.isGit) await attempt("recorded", () => recordHistory(workspace), tell);
  await attempt("scanned", () => scanFiles(workspace), tell);
}

async function attempt(what: string, work: () => Promise<unknown>, tell: (text: string) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell(`v7: not ${what}: ${escapeControls(error.message)} [${error.code}]\n`);
  }
}
