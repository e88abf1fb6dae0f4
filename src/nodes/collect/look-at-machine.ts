import type { Workspace } from "../../workspace/workspace.ts";
import { lookAtServer, type ServerLook } from "../postgresql/look.ts";
import type { Machine } from "./at-hand.ts";
import { declaredOf, hideIdentity, readHidingKey } from "./hide.ts";
import { type Look, lookAt } from "./look-at.ts";

/** What looks at a machine and at its PostgreSQL brought, each by itself. */
export interface MachineLook extends Look {
  /** Undefined where the document names none. */
  readonly server: ServerLook | undefined;
}

/** Looks at both at once. Never throws for what they do or say. Nobody gets to know what is to be hidden of a machine. */
export async function lookAtMachine(workspace: Workspace, machine: Machine): Promise<MachineLook> {
  const { shell, sought, server, node, interfaces } = machine;
  const [{ seen, ...look }, asked] = await Promise.all([
    lookAt(shell, sought, workspace.signal),
    server === undefined ? undefined : lookAtServer(workspace, server),
  ]);
  const declared = declaredOf(node.fields, interfaces);
  const key = readHidingKey(workspace.repository.home);
  return { ...look, seen: seen && { ...seen, facts: hideIdentity(seen.facts, declared, key) }, server: asked };
}
