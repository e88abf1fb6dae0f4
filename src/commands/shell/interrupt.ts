import { exitCodes } from "../../model/codes/exits.ts";
import { Failure } from "../../model/failure.ts";

/** What Ctrl-C does while a command runs. */
export interface Interrupt {
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Gives Ctrl-C back its usual effect. */
  stop(): void;
}

/** Ctrl-C, and what `kill`, schedulers and a machine that shuts down send. */
const watched: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM"];

/** What a shell says of a process that was ended by SIGTERM. */
const endedBySignal = 128 + 15;

const echoMilliseconds = 50;

/**
 * Watches for Ctrl-C and SIGTERM. Where `graceful` holds, the first one aborts the signal and the command rolls back and ends; a
 * second one, or the first of any other command, ends the process at once. `now` is in milliseconds.
 */
export function watchInterrupt(graceful: () => boolean, now = (): number => performance.now()): Interrupt {
  const controller = new AbortController();
  let interruptedAt = Number.NEGATIVE_INFINITY;
  const onInterrupt = (name: NodeJS.Signals): void => {
    if (name === "SIGTERM" && !graceful()) process.exit(endedBySignal);
    // A terminal tells this process and its launcher, which passes it on: the echo is no second Ctrl-C.
    if (now() - interruptedAt < echoMilliseconds) return;
    interruptedAt = now();
    if (!graceful() || controller.signal.aborted) process.exit(exitCodes.interrupted);
    process.stderr.write("v7: stopping; press Ctrl-C again to end at once\n");
    controller.abort();
  };
  const stop = (): void => watched.forEach((name) => process.off(name, onInterrupt));
  watched.forEach((name) => process.on(name, onInterrupt));
  return { signal: controller.signal, stop };
}

/** The error that stands for a command that gave up because it was interrupted; any other error is returned as it is. */
export function interruption(error: unknown, { signal }: Interrupt): unknown {
  const gaveUp = signal.aborted && error instanceof Error && error.name === "AbortError";
  if (!gaveUp) return error;
  return new Failure("V7-C003", "interrupted", { cause: error });
}
