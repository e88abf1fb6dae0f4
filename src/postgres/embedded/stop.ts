import { setTimeout as delay } from "node:timers/promises";
import { notKnown, notStopped } from "./failures.ts";
import { inspectServer, type ServerState } from "./inspect.ts";
import { type EmbeddedHome, embeddedPaths, type EmbeddedPaths } from "./paths.ts";
import { interruptServer, isServerOf } from "../../system/process-identity.ts";
import type { System } from "../../system/system.ts";
import { removeSocketDirectory } from "./socket-directory.ts";

/** What stopping did; `pid` is the server's, when one ran. */
export interface StopResult {
  readonly stopped: boolean;
  readonly pid?: number;
}

const patienceMilliseconds = 30_000;

/** Asks the server of a home to stop (open transactions roll back) and waits until it has. Throws a Failure (exit 6) when it does not. */
export async function stopEmbedded({ system, home }: EmbeddedHome): Promise<StopResult> {
  const paths = embeddedPaths(home);
  const state = await inspectKnown(system, paths);
  if (state.kind === "stopped" || state.kind === "copied") return { stopped: false };
  const { pid, socketDirectory } = state.file;
  if (state.kind === "dead") {
    removeSocketDirectory(socketDirectory);
    return { stopped: false };
  }
  if (!interruptServer(system, paths.data, pid)) throw notKnown(paths.data, pid);
  await waitForEnd(system, paths.data, pid);
  removeSocketDirectory(socketDirectory);
  return { stopped: true, pid };
}

/** A server that is just starting has no number yet: a few milliseconds, or until its empty file counts as left over. */
async function inspectKnown(system: System, paths: EmbeddedPaths): Promise<ServerState> {
  for (;;) {
    const state = await inspectServer(system, paths);
    if (state.kind !== "busy" || state.file.pid !== 0) return state;
    await delay(20);
  }
}

async function waitForEnd(system: System, data: string, pid: number): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  while (isServerOf(system, data, pid)) {
    if (Date.now() > deadline) throw notStopped(pid, patienceMilliseconds / 1000);
    await delay(5);
  }
}
