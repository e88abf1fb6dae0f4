import { apply } from "../engine/apply/apply.ts";
import type { ApplyRequest } from "../engine/apply/request.ts";
import { commitEdit } from "../engine/edit/commit.ts";
import { everything } from "../engine/plan/decide.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { SetOutput } from "../model/output/set.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What is done with an edit at once, beside the documents. */
export interface CarryOutRequest {
  readonly commit: boolean;
  readonly apply: boolean;
  /** Consent given beforehand. */
  readonly approved: boolean;
  /** Asks a person, with the plan as they see it; absent where nobody can be asked. */
  readonly consent: ApplyRequest["consent"];
}

/**
 * Commits an edit, then plans and applies what the documents say by now: the commit comes first, so that the apply is of
 * that commit. Where the apply is refused the edit and the commit stay, and the refusal is the answer's problem.
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
