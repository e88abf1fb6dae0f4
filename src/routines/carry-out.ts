import { apply } from "../engine/apply/apply.ts";
import type { ApplyRequest } from "../engine/apply/request.ts";
import { refuseHopeless } from "../engine/edit/refuse-hopeless.ts";
import { commitEdit } from "../engine/edit/commit.ts";
import { everything } from "../engine/plan/decide.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { SetOutput } from "../model/output/set.ts";
import { workspaceFor, type Workspace } from "../workspace/workspace.ts";

/** What is done with an edit at once, beside the documents. */
export interface CarryOutRequest {
  readonly commit: boolean;
  readonly apply: boolean;
  /** Consent given beforehand. */
  readonly approved: boolean;
  /** Asks a person, with the plan as they see it; absent where nobody can be asked. */
  readonly consent: ApplyRequest["consent"];
}

/** A workspace in which an edit that is to be applied is asked about before it is written: where a gate is closed, no file is another one. */
export function consideringGates(
  workspace: Workspace,
  { commit, apply: applies }: Pick<CarryOutRequest, "commit" | "apply">,
): Workspace {
  if (!applies) return workspace;
  return workspaceFor(workspace, { consider: (files) => refuseHopeless(workspace, files, { commits: commit }) });
}

/**
 * Commits an edit, then plans and applies what the documents say by now: the commit comes first, so that the apply is of
 * that commit. Where nobody consents, or somebody has to approve first, the edit and the commit stay, and that is the
 * answer's problem.
 */
export async function carryOut<Output extends SetOutput>(
  workspace: Workspace,
  { output, problem }: Answer<Output>,
  request: CarryOutRequest,
): Promise<Answer<Output>> {
  const commit = request.commit && output.files.length > 0 ? await commitEdit(workspace, output) : null;
  if (!request.apply) return answer({ ...output, commit }, problem);
  const { approved, consent } = request;
  const applied = await apply(workspace, { options: everything, approved, consent, lockTimeoutMs: 0 });
  return answer({ ...output, commit, apply: applied.output }, problem ?? applied.problem);
}
