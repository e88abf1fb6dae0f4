import { type ChildProcess, spawn } from "node:child_process";

/** How to start another v7 for the same repository. */
export interface AsideProgram {
  /** Node's path. */
  readonly program: string;
  /** v7's start. */
  readonly start: string;
  /** The repository's root. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Hears what went wrong, a line each. */
  log(line: string): void;
}

/** Pulls for webhooks, in a process of its own. */
export interface AsidePulls {
  /** Something was queued. */
  tell(): void;
  /** Starts no other, and ends the one that runs. */
  close(): Promise<void>;
}

/** What comes together is pulled together. Milliseconds. */
const gathering = 1_000;

/**
 * Starts `v7 dart pull --queued` when something was queued, one at a time: what comes meanwhile is pulled for by the next. It is a
 * process of its own because it writes, which the one that serves cannot.
 */
export function asidePulls({ program, start: v7, root, environment, log }: AsideProgram): AsidePulls {
  let child: ChildProcess | undefined;
  let [isWanted, isClosed] = [false, false];
  let timer: NodeJS.Timeout | undefined;
  let ended: Promise<void> = Promise.resolve();
  const start = (): void => {
    timer = undefined;
    if (isClosed || child !== undefined || !isWanted) return;
    isWanted = false;
    const started = spawn(program, [v7, "dart", "pull", "--queued", "--repo", root], {
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = started;
    const said: string[] = [];
    started.stderr.setEncoding("utf8").on("data", (text: string) => said.length < 20 && said.push(text));
    ended = new Promise((resolve) => {
      const end = (how: string | undefined): void => {
        child = undefined;
        if (how !== undefined) log(`dart pull --queued ${how}: ${said.join("").trim().slice(0, 2_000)}`);
        if (isWanted) wait();
        resolve();
      };
      started.once("error", (error) => end(`did not start, ${error.message}`));
      started.once("close", (code) => end(code === 0 ? undefined : `ended with ${code ?? "a signal"}`));
    });
  };
  const wait = (): void => {
    timer ??= setTimeout(start, gathering);
  };
  return {
    tell: () => {
      isWanted = true;
      if (child === undefined) wait();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      child?.kill("SIGINT");
      await ended;
    },
  };
}
