import type { Workspace } from "../../workspace/workspace.ts";
import { lookAtServer, type ServerLook } from "../postgresql/look.ts";
import type { Machine } from "./at-hand.ts";
import { type Look, lookAt } from "./look-at.ts";

/** What looks at a machine and at its PostgreSQL brought, each by itself. */
export interface MachineLook extends Look {
  /** Undefined where the document names none. */
  readonly server: ServerLook | undefined;
}

/** Looks at both at once. Never throws for what they do or say. */
export async function lookAtMachine(workspace: Workspace, { shell, sought, server }: Machine): Promise<MachineLook> {
  const [look, asked] = await Promise.all([
    lookAt(shell, sought, workspace.signal),
    server === undefined ? undefined : lookAtServer(workspace, server),
  ]);
  return { ...look, server: asked };
}
