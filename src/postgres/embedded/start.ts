import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries } from "./binaries.ts";
import { copiedWhileRunning, notStarted } from "./failures.ts";
import { lastWordsOf } from "./last-words.ts";
import { embeddedDatabase, embeddedUser, ensureInitialized } from "./initialize.ts";
import { announced, inspectServer, type ServerState } from "./inspect.ts";
import { type EmbeddedHome, embeddedPaths } from "./paths.ts";
import type { PostmasterFile } from "./postmaster-file.ts";
import { preparePrograms, startDetached, type Programs } from "./programs.ts";
import { recoverDead, restartDeaf } from "./recover.ts";
import { ownerOfFiles } from "./run-as.ts";
import { folderStamp } from "../../system/folder-stamp.ts";
import { currentScope, formatScope } from "../../system/scope.ts";
import { serverSettings, type ServerSettings } from "./server-settings.ts";
import { lastingSocketDirectory, makeSocketDirectory, removeSocketDirectory } from "./socket-directory.ts";

/** A running embedded server, as clients reach it. */
export interface EmbeddedServer {
  readonly kind: "embedded";
  readonly socketDirectory: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** This call started it. */
  readonly started: boolean;
  /** This call made its data directory: the database is empty. */
  readonly initialized: boolean;
}

export interface StartOptions extends EmbeddedHome {
  /** Settings other than v7's own; they count only when this call starts the server. */
  readonly settings?: ServerSettings;
}

/**
 * Finds the server of a home, or starts it, making its data on the first run. Any number of processes may
 * call this at once: the data directory's own pid file decides whose server lives and the others connect to it.
 * Throws a Failure (exit 6) that names the cause and the log.
 */
export async function startEmbedded({ system, home, settings = {} }: StartOptions): Promise<EmbeddedServer> {
  const paths = embeddedPaths(home);
  const found = await inspectServer(system, paths);
  if (found.kind === "ready") return serverAt(found.file, { started: false, initialized: false });
  if (found.kind === "copied") throw copiedWhileRunning(paths.data);
  const programs = preparePrograms(system, paths, findBinaries(system, paths));
  const initialized = await ensureInitialized(programs);
  const { file, started } = await launch(programs, settings);
  if (started) lastingSocketDirectory({ system, home }, file.socketDirectory);
  if (initialized && started && settings["fsync"] !== "off") keepOnDisk(programs);
  return serverAt(file, { started, initialized });
}

/**
 * The server that its own files call ready, without asking it: whoever connects to it finds out, and asks `startEmbedded`
 * where nobody answers. To ask first costs a running server another session.
 */
export function announcedServer({ system, home }: EmbeddedHome): EmbeddedServer | undefined {
  const file = announced(system, embeddedPaths(home));
  if (file === undefined || file === "copied" || file.status !== "ready") return undefined;
  return serverAt(file, { started: false, initialized: false });
}

function serverAt(file: PostmasterFile, how: { started: boolean; initialized: boolean }): EmbeddedServer {
  const { socketDirectory, port } = file;
  return { kind: "embedded", socketDirectory, port, user: embeddedUser, database: embeddedDatabase, ...how };
}

/** initdb left the flush of a thousand files to us: done beside the running server, nobody waits for it. */
function keepOnDisk(programs: Programs): void {
  startDetached(programs, programs.binaries.initdb, [`--pgdata=${programs.paths.data}`, "--sync-only"]).unref();
}

const pollMilliseconds = 5;
const patienceMilliseconds = 60_000;
const mostTries = 6;

/** A crashed server's recovery takes its time, so only silence for a minute is a failure. */
async function launch(
  programs: Programs,
  overrides: ServerSettings,
): Promise<{ file: PostmasterFile; started: boolean }> {
  const deadline = Date.now() + patienceMilliseconds;
  let attempt: Attempt | undefined;
  for (let tries = 0; Date.now() < deadline;) {
    const state = await inspectServer(programs.system, programs.paths);
    if (state.kind === "ready") return { file: state.file, started: settle(attempt, state.file) };
    if (attempt === undefined || attempt.ended()) {
      if (tries >= mostTries && state.kind !== "busy") break;
      attempt?.abandon();
      if (tries > 0 && state.kind !== "busy") await delay(pauseAfter(tries));
      attempt = await next(programs, state, overrides);
      if (attempt !== undefined) tries += 1;
    }
    await delay(pollMilliseconds);
  }
  if (attempt?.ended()) attempt.abandon();
  throw notStarted("did not start", programs.paths.log, lastWords(programs.paths.log));
}

/** A killed server's sessions hold its shared memory until they notice: 10, 20, 40 … milliseconds, a second in all. */
function pauseAfter(tries: number): number {
  return 5 * 2 ** tries;
}

/** Undefined when somebody else's server is on its way and waiting is all there is to do. */
async function next(programs: Programs, state: ServerState, overrides: ServerSettings): Promise<Attempt | undefined> {
  if (state.kind === "copied") throw copiedWhileRunning(programs.paths.data);
  if (state.kind === "busy") {
    await restartDeaf(programs.system, programs.paths.data, state.file);
    return undefined;
  }
  if (state.kind === "dead") await recoverDead(programs.system, programs.paths, state.file);
  return startAttempt(programs, overrides);
}

/** One spawned server that may or may not become the server of the home. */
interface Attempt {
  readonly pid: number | undefined;
  ended(): boolean;
  /** Forgets an attempt that lost, or is about to, and its socket directory. */
  abandon(): void;
}

function startAttempt(programs: Programs, overrides: ServerSettings): Attempt {
  const { system, runAs } = programs;
  const socketDirectory = makeSocketDirectory(system, ownerOfFiles(system, runAs));
  const origin = {
    socketDirectory,
    scope: formatScope(currentScope(system)),
    folder: folderStamp(programs.paths.data) ?? "",
  };
  const settings = serverSettings(system, origin, overrides);
  const child = startDetached(programs, programs.binaries.postgres, ["-D", programs.paths.data, ...flags(settings)]);
  let ended = false;
  const end = () => (ended = true);
  child.once("exit", end).once("error", end).unref();
  return {
    pid: child.pid,
    ended: () => ended,
    abandon: () => removeSocketDirectory(socketDirectory),
  };
}

function settle(attempt: Attempt | undefined, file: PostmasterFile): boolean {
  const started = attempt?.pid === file.pid;
  if (!started) attempt?.abandon();
  return started;
}

function flags(settings: ServerSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function lastWords(log: string): string {
  try {
    return lastWordsOf(readFileSync(log, "utf8"), { otherwise: 1 });
  } catch {
    return "";
  }
}
