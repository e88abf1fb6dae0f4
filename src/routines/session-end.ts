import { declaredLayout } from "../files/places/rules.ts";
import type { Answer } from "../model/answer.ts";
import type { SessionEndOutput } from "../model/output/session-end.ts";
import { closeSession } from "../sessions/sessions.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { catchUp } from "./catch-up.ts";

export interface SessionEndRequest {
  /** A session that somebody left open. Default: the actor's own. */
  readonly id?: number | undefined;
  /** Record commits and scan first, so that what nobody recorded yet counts. */
  readonly scan: boolean;
}

/** Ends a session. Before anything is recorded, the Layout that its figures are by must be known: V7-D000. */
export async function endSession(
  workspace: Workspace,
  { id, scan }: SessionEndRequest,
): Promise<Answer<SessionEndOutput>> {
  const layout = await declaredLayout(workspace);
  if (scan) await catchUp(workspace);
  return closeSession(workspace, { id, layout });
}
