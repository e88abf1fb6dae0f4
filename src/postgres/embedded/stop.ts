import { setTimeout as delay } from "node:timers/promises";
import { codeOfError } from "../error-code.ts";
import { notStopped } from "./failures.ts";
import { inspectServer } from "./inspect.ts";
import { embeddedPaths } from "./paths.ts";
import { isServerOf } from "./process-identity.ts";
import { removeSocketDirectory } from "./socket-directory.ts";

/** What stopping did; `pid` is the server's, when one ran. */
export interface StopResult {
  readonly stopped: boolean;
  readonly pid?: number;
}

const patienceMilliseconds = 30_000;

/** Asks the server of a home to stop (open transactions roll back) and waits until it has. Throws a Failure (exit 6) when it does not. */
export async function stopEmbedded(options: { readonly home: string }): Promise<StopResult> {
  const paths = embeddedPaths(options.home);
  const state = await inspectServer(paths);
  if (state.kind === "stopped" || state.kind === "dead") return { stopped: false };
  const { pid, socketDirectory } = state.file;
  interrupt(pid);
  await waitForEnd(paths.data, pid);
  removeSocketDirectory(socketDirectory);
  return { stopped: true, pid };
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, "SIGINT");
  } catch (error) {
    if (codeOfError(error) !== "ESRCH") throw error;
  }
}

async function waitForEnd(data: string, pid: number): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  while (isServerOf(data, pid)) {
    if (Date.now() > deadline) throw notStopped(pid, patienceMilliseconds / 1000);
    await delay(5);
  }
}
