import { usualStaleDays } from "../files/registry/health.ts";
import { listStale } from "../files/registry/read.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { SessionStartOutput } from "../model/output/session-start.ts";
import { openSession } from "../sessions/sessions.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { readStatus } from "./status.ts";

/** Starts a session, and tells what the last one left and where the migration stands. */
export async function startSession(
  workspace: Workspace,
  { title }: { readonly title: string | null },
): Promise<Answer<SessionStartOutput>> {
  // Read first: whoever cannot be told where things stand has not begun.
  const { output: status } = await readStatus(workspace);
  const { total, days } = (await listStale(workspace, { days: usualStaleDays, limit: 0 })).output;
  const opened = await openSession(workspace, title);
  return answer({ ...opened, stale_files: total, stale_days: days, status });
}
