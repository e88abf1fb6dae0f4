import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { Checkout, OpenOptions } from "./checkout.ts";

/** Workspaces that are opened once, and their connections with them: a new one costs the server more than most plans. */
export interface KeptWorkspaces {
  /** One of this actor, and of v7.yaml and git as they are now; whatever else is asked for makes one of its own. */
  open(options?: OpenOptions): Promise<Workspace>;
  /** Ends the connections; opening begins anew. */
  close(): Promise<void>;
}

/** More than any test uses at once, so that nobody waits for another's connection. */
const keptConnections = 20;

export function keepWorkspaces(checkout: Checkout): KeptWorkspaces {
  const kept = new Map<string, Promise<Workspace>>();
  return {
    open: (options = {}) => {
      if (Object.keys(options).some((name) => name !== "actor")) return checkout.open(options);
      const key = JSON.stringify([options.actor, configOf(checkout), existsSync(join(checkout.root, ".git"))]);
      const found = kept.get(key) ?? checkout.open({ ...options, keptConnections });
      kept.set(key, found);
      return found;
    },
    close: async () => {
      const all = [...kept.values()];
      kept.clear();
      for (const workspace of await Promise.allSettled(all))
        if (workspace.status === "fulfilled") await workspace.value.database.close();
    },
  };
}

function configOf({ root, read }: Checkout): string | undefined {
  return existsSync(join(root, "v7.yaml")) ? read("v7.yaml") : undefined;
}
