import { withConnection, type Workspace } from "../workspace/workspace.ts";
import type { SessionPlace } from "../sessions/sessions.ts";

/** Opens the database for something done in the actor's session. */
export async function withSessionPlace<T>(workspace: Workspace, work: (place: SessionPlace) => Promise<T>): Promise<T> {
  const { repository, config, redactor } = workspace;
  const actor = await workspace.actor();
  return withConnection(workspace, "write", (connection) =>
    work({
      connection,
      root: repository.root,
      directory: config.sessions.dir,
      timeZone: config.timezone,
      actor,
      redactor,
    }),
  );
}
